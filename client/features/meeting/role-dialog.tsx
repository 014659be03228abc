import { Button, Group, Modal, NativeSelect, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ParticipantId, UnitId } from '../../../core/id.ts';
import type { Meeting } from '../../../core/meeting.ts';
import { type Role, roles } from '../../../core/role.ts';
import { lineage } from '../../../core/unit.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { useConsole } from './console-context.tsx';
import classes from './list.module.css';
import { useCommands, useStanding } from './use-commands.ts';

/** Roles that people hold; a site's and the recorder's are not given by hand. */
const personal = roles.filter((role) => role !== 'site' && role !== 'recorder');

function RoleForm({ meeting, participant }: { meeting: Meeting; participant: ParticipantId }) {
  const { t } = useTranslation();
  const { send } = useCommands();
  const standing = useStanding();
  const seat = meeting.participantById[participant]?.card.unit ?? meeting.unit;
  const units = lineage(meeting.unitById, seat);
  const [unit, setUnit] = useState<UnitId>(seat);
  const held = meeting.roles.filter((grant) => grant.participant === participant);
  const grantOf = (role: Role) => ({ type: 'role.grant', participant, role, unit }) as const;
  const open = personal.filter(
    (role) =>
      standing(grantOf(role))?.reason === null &&
      !held.some((grant) => grant.role === role && grant.unit === unit),
  );
  const [wanted, setWanted] = useState<Role>('deputy');
  const chosen = open.find((role) => role === wanted) ?? open[0];
  return (
    <Stack gap="md">
      <ul className={classes.list}>
        {held.map((grant) => {
          const revoke = { type: 'role.revoke', participant, role: grant.role, unit: grant.unit } as const;
          const revoking = standing(revoke);
          return (
            <li key={`${grant.role} ${grant.unit}`} className={classes.row}>
              <div className={classes.words}>
                <div className={classes.name}>{t(`console.role.name.${grant.role}`)}</div>
                <div className={classes.about}>{meeting.unitById[grant.unit]?.name}</div>
              </div>
              {revoking !== null && (
                <ActionButton
                  size="xs"
                  label={t('console.role.revoke')}
                  reason={revoking.reason}
                  onPress={() => void send(revoke)}
                />
              )}
            </li>
          );
        })}
      </ul>
      <Stack gap="sm">
        <NativeSelect
          label={t('console.role.scope')}
          value={unit}
          onChange={(event) => {
            const { value } = event.currentTarget;
            setUnit(units.find((each) => each === value) ?? unit);
          }}
          data={units.map((each) => ({ value: each, label: meeting.unitById[each]?.name ?? each }))}
        />
        <NativeSelect
          label={t('console.role.role')}
          value={chosen ?? ''}
          disabled={chosen === undefined}
          onChange={(event) => {
            const { value } = event.currentTarget;
            setWanted(open.find((each) => each === value) ?? wanted);
          }}
          data={open.map((each) => ({ value: each, label: t(`console.role.name.${each}`) }))}
        />
      </Stack>
      <Group justify="flex-end">
        <Button
          disabled={chosen === undefined}
          onClick={() => {
            if (chosen !== undefined) void send(grantOf(chosen));
          }}
        >
          {t('console.role.grant')}
        </Button>
      </Group>
    </Stack>
  );
}

/** Roles given on the spot, from somebody's row: never more than one holds oneself. */
export function RoleDialog({ meeting }: { meeting: Meeting }) {
  const { t } = useTranslation();
  const { rolesOf, openRoles } = useConsole();
  const name = rolesOf === null ? '' : (meeting.participantById[rolesOf]?.card.name ?? '');
  return (
    <Modal
      opened={rolesOf !== null}
      onClose={() => openRoles(null)}
      title={t('console.role.title', { name })}
      size="md"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {rolesOf !== null && <RoleForm key={rolesOf} meeting={meeting} participant={rolesOf} />}
    </Modal>
  );
}
