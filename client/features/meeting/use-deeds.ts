import { useTranslation } from 'react-i18next';
import { actingFor, chairsOf, deputiesOf } from '../../../core/authority.ts';
import type { ParticipantCommand } from '../../../core/command.ts';
import { hallOf } from '../../../core/hall.ts';
import type { UnitId } from '../../../core/id.ts';
import type { Meeting, Participant } from '../../../core/meeting.ts';
import { useMeetingSession } from '../../session/index.ts';
import { useConfirm } from '../../ui/confirm-dialog.tsx';
import { useConsole } from './console-context.tsx';
import type { Deed, DeedIconName } from './deed.ts';
import { useCommands, useStanding } from './use-commands.ts';

type Wish = {
  readonly id: DeedIconName;
  readonly label: string;
  readonly command: ParticipantCommand;
  readonly grave?: boolean;
  /** Asked before it is done */
  readonly ask?: { readonly title: string; readonly text: string };
};

/** A deed for a command, by the core's rules: none without the right to it. */
function useDeedMaker(): (wish: Wish) => readonly Deed[] {
  const { send } = useCommands();
  const standing = useStanding();
  const confirm = useConfirm();
  return ({ id, label, command, grave = false, ask }) => {
    const found = standing(command);
    if (found === null) return [];
    const run = () => {
      if (ask === undefined) void send(command);
      else confirm({ ...ask, grave, onConfirm: () => send(command) });
    };
    return [{ id, label, reason: found.reason, grave, run }];
  };
}

/** What may be done with a unit: give it the floor, let it go on alone, bring it back. */
export function useUnitDeeds(meeting: Meeting): (unit: UnitId) => readonly Deed[] {
  const { t } = useTranslation();
  const make = useDeedMaker();
  return (unit) => {
    const name = meeting.unitById[unit]?.name ?? '';
    if (unit === meeting.unit || chairsOf(meeting, unit).length === 0) return [];
    const alone = meeting.sidebars.some((sidebar) => sidebar.unit === unit);
    const called = meeting.delegations.some((delegation) => delegation.unit === unit);
    const delegate = make({
      id: 'delegate',
      label: t('console.delegation.give'),
      command: { type: 'floor.delegate', unit, kind: null, limitMs: null },
    });
    const leave = alone
      ? make({
          id: 'back',
          label: t('console.sidebar.close'),
          command: { type: 'sidebar.close', unit },
          ask: {
            title: t('console.sidebar.closeTitle', { unit: name }),
            text: t('console.sidebar.closeText'),
          },
        })
      : make({
          id: 'alone',
          label: t('console.sidebar.open'),
          command: { type: 'sidebar.open', unit },
          ask: {
            title: t('console.sidebar.openTitle', { unit: name }),
            text: t('console.sidebar.openText', { unit: name }),
          },
        });
    return [...(alone || called ? [] : delegate), ...leave];
  };
}

/** Turned away at the door, or asked to leave. */
function useDoorDeeds(): (participant: Participant) => readonly Deed[] {
  const { t } = useTranslation();
  const make = useDeedMaker();
  return ({ card: { participant, name }, presence }) => {
    const waits = presence.kind === 'waiting';
    const remove = make({
      id: 'remove',
      label: t(waits ? 'meeting.action.refuse' : 'meeting.action.remove'),
      command: { type: 'participant.deny', participant },
      grave: true,
      ...(waits
        ? {}
        : { ask: { title: t('meeting.sites.removeTitle'), text: t('meeting.sites.removeText', { name }) } }),
    });
    return waits || presence.kind === 'present' ? remove : [];
  };
}

/** Called back from a hall of its own, and let go again. */
function useHallDeeds(meeting: Meeting): (participant: Participant) => readonly Deed[] {
  const { t } = useTranslation();
  const make = useDeedMaker();
  return ({ card: { participant } }) => {
    const recalled = meeting.sidebars.some((sidebar) => sidebar.recalled.includes(participant));
    if (recalled)
      return make({
        id: 'rejoin',
        label: t('console.sidebar.rejoin'),
        command: { type: 'sidebar.rejoin', participant },
      });
    if (hallOf(meeting, participant) === meeting.unit) return [];
    return make({
      id: 'recall',
      label: t('console.sidebar.recall'),
      command: { type: 'sidebar.recall', participant },
    });
  };
}

/** Handing the conduct over to a deputy, and taking it back. */
function useDeputyDeeds(meeting: Meeting): (participant: Participant) => readonly Deed[] {
  const { t } = useTranslation();
  const make = useDeedMaker();
  return ({ card: { participant } }) => {
    const units = [...new Set(meeting.roles.map(({ unit }) => unit))].filter((unit) =>
      deputiesOf(meeting, unit).includes(participant),
    );
    return units.flatMap((unit) => {
      const acts = actingFor(meeting, unit)?.participant === participant;
      return acts
        ? make({ id: 'deputy', label: t('console.deputy.end'), command: { type: 'deputy.end', unit } })
        : make({
            id: 'deputy',
            label: t('console.deputy.start'),
            command: { type: 'deputy.start', participant, unit },
          });
    });
  };
}

/** What is done with somebody most: given the floor, by itself or as a unit, and let in. */
export function useNearDeeds(meeting: Meeting): (participant: Participant) => readonly Deed[] {
  const { t } = useTranslation();
  const make = useDeedMaker();
  const ofUnit = useUnitDeeds(meeting);
  return (participant) => {
    const { participant: id, kind, unit } = participant.card;
    switch (participant.presence.kind) {
      case 'present':
        return [
          ...(kind === 'site' ? ofUnit(unit).filter((deed) => deed.id === 'delegate') : []),
          ...make({
            id: 'give',
            label: t('meeting.action.give'),
            command: { type: 'floor.grant', floor: 'speech', participant: id, kind: null, limitMs: null },
          }),
        ];
      case 'waiting':
      case 'denied':
        return make({
          id: 'admit',
          label: t('meeting.action.admit'),
          command: { type: 'participant.admit', participant: id },
        });
      case 'dropped':
      case 'absent':
      case 'left':
        return kind === 'site' ? ofUnit(unit).filter((deed) => deed.id === 'delegate') : [];
    }
  };
}

/** Put where it is seen: in the queue, in sight of this viewer, before everyone's eyes; muted. */
function usePresentDeeds(meeting: Meeting): (participant: Participant) => readonly Deed[] {
  const { t } = useTranslation();
  const make = useDeedMaker();
  const { pinned, togglePin } = useConsole();
  const you = useMeetingSession((session) => session.you);
  return (participant) => {
    const { participant: id } = participant.card;
    if (participant.presence.kind !== 'present') return [];
    const lit = meeting.spotlights.some(({ holder }) => holder.participant === id);
    const pin: Deed = {
      id: pinned === id ? 'unpin' : 'pin',
      label: t(pinned === id ? 'console.pin.off' : 'console.pin.on'),
      reason: null,
      grave: false,
      run: () => togglePin(id),
    };
    const mute = make({
      id: 'mute',
      label: t('meeting.action.muteOne'),
      command: { type: 'microphone.mute', participant: id },
    });
    return [
      ...make({
        id: 'enlist',
        label: t('console.enlist.one'),
        command: { type: 'floor.enlist', participants: [id], kind: 'discussion', limitMs: null },
      }),
      ...(participant.microphone === 'on' ? mute : []),
      ...(id === you ? [] : [pin]),
      ...make({
        id: 'spotlight',
        label: t(lit ? 'console.spotlight.off' : 'console.spotlight.on'),
        command: { type: 'stage.spotlight', participant: lit ? null : id },
      }),
    ];
  };
}

/** Roles given on the spot. */
function useRoleDeeds(): (participant: Participant) => readonly Deed[] {
  const { t } = useTranslation();
  const standing = useStanding();
  const { openRoles } = useConsole();
  return ({ card: { participant, kind, unit } }) => {
    const may = standing({ type: 'role.grant', participant, role: 'observer', unit }) !== null;
    if (kind !== 'person' || !may) return [];
    const run = () => openRoles(participant);
    return [{ id: 'roles', label: t('console.role.open'), reason: null, grave: false, run }];
  };
}

/** Everything else that may be done with somebody of the roster, the most frequent first. */
export function useFurtherDeeds(meeting: Meeting): (participant: Participant) => readonly Deed[] {
  const ofPresent = usePresentDeeds(meeting);
  const ofHall = useHallDeeds(meeting);
  const ofUnit = useUnitDeeds(meeting);
  const ofDeputy = useDeputyDeeds(meeting);
  const ofRoles = useRoleDeeds();
  const atDoor = useDoorDeeds();
  const you = useMeetingSession((session) => session.you);
  return (participant) => {
    const { participant: id, kind, unit } = participant.card;
    return [
      ...ofPresent(participant),
      ...ofHall(participant),
      ...(kind === 'site' ? ofUnit(unit).filter((deed) => deed.id !== 'delegate') : []),
      ...ofDeputy(participant),
      ...ofRoles(participant),
      ...(id === you ? [] : atDoor(participant)),
    ];
  };
}
