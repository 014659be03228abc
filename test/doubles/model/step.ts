import type { Actor } from '../../../core/actor.ts';
import type { Command, CommandOf } from '../../../core/command.ts';
import type { RefusalCode } from '../../../core/refusal.ts';
import { tick } from './clock.ts';
import { seating, settle } from './consequence.ts';
import { deskRules } from './desk.ts';
import { deviceRules } from './device.ts';
import { hallRules } from './hall.ts';
import { lifeRules } from './life.ts';
import { arrive, loseLine, peopleRules, refusedAtTheDoor } from './people.ts';
import { questionRules } from './question.ts';
import type { Outlook, Rule } from './rule.ts';
import { speechRules } from './speech.ts';
import { may } from './standing.ts';
import { type Model, mainHall, type Person } from './state.ts';
import { countSealed, refusedCount, voteRules } from './vote.ts';

const rules = {
  ...deskRules,
  ...deviceRules,
  ...hallRules,
  ...lifeRules,
  ...peopleRules,
  ...questionRules,
  ...speechRules,
  ...voteRules,
};

type WishType = keyof typeof rules;
const hubTypes = ['participant.join', 'participant.drop', 'clock.tick', 'vote.count'] as const;
type HubType = (typeof hubTypes)[number];

/** What the model knows the rules of. */
export type ModelledType = WishType | HubType;
export const modelled = [...(Object.keys(rules) as WishType[]), ...hubTypes] as readonly ModelledType[];

export function isModelled(command: Command): command is CommandOf<ModelledType> {
  return modelled.some((type) => type === command.type);
}

function outlookOf<T extends WishType>(
  table: { readonly [K in WishType]: Rule<K> },
  type: T,
  wish: { readonly model: Model; readonly self: Person; readonly command: CommandOf<T> },
): Outlook {
  return table[type](wish.model, wish.self, wish.command);
}

/** Who lacks the right is told so, and learns nothing else (ROLE-5). */
function barred(model: Model, self: Person, { needs }: Outlook): readonly RefusalCode[] {
  if (needs === undefined) return [];
  const { permission, over, missing = 'not-found' } = needs;
  if (!may(model, self.id, permission, over ?? mainHall)) return ['not-permitted'];
  return over === undefined ? [missing] : [];
}

/** What a wish comes to: every reason to refuse it, or what happens. */
type Verdict = { readonly refusals: readonly RefusalCode[]; readonly happens: () => void };

function refused(...refusals: readonly RefusalCode[]): Verdict {
  return { refusals, happens: () => undefined };
}

function wished(model: Model, self: Person, command: CommandOf<WishType>): Verdict {
  const leaves = command.type === 'participant.leave';
  const isIn = self.presence === 'present' || (self.presence === 'waiting' && leaves);
  if (!isIn) return refused('not-present');
  if (model.phase === 'closed' && !leaves) return refused('already-closed');
  const outlook = outlookOf(rules, command.type, { model, self, command });
  const bar = barred(model, self, outlook);
  const reasons = bar.length > 0 ? bar : (outlook.refusals ?? []).filter((code) => code !== false);
  return { refusals: reasons, happens: outlook.happens };
}

function isOfTheHub(command: CommandOf<ModelledType>): command is CommandOf<HubType> {
  return hubTypes.some((type) => type === command.type);
}

function reported(model: Model, command: CommandOf<HubType>): Verdict {
  switch (command.type) {
    case 'participant.join': {
      const refusal = refusedAtTheDoor(model, command);
      return refusal ? refused(refusal) : { refusals: [], happens: () => arrive(model, command) };
    }
    case 'participant.drop':
      return { refusals: [], happens: () => loseLine(model, command) };
    case 'clock.tick':
      return { refusals: [], happens: () => tick(model) };
    case 'vote.count': {
      const { vote, choices } = command;
      const refusal = refusedCount(model, vote);
      return refusal ? refused(refusal) : { refusals: [], happens: () => countSealed(model, vote, choices) };
    }
  }
}

export type Sent = { readonly actor: Actor; readonly command: CommandOf<ModelledType>; readonly now: number };

function judge(model: Model, { actor, command, now }: Sent): Verdict {
  model.now = now;
  // An administrator's rights end at the door, and the hub's own commands are the hub's alone (ROLE-6).
  if (isOfTheHub(command))
    return actor.kind === 'system' ? reported(model, command) : refused('not-permitted');
  if (actor.kind !== 'participant') return refused('not-permitted');
  const self = model.people.get(actor.id);
  return self === undefined ? refused('not-present') : wished(model, self, command);
}

/** Whether the model would refuse it; nothing happens. */
export function wouldRefuse(model: Model, sent: Sent): boolean {
  return judge(model, sent).refusals.length > 0;
}

/**
 * Sends the model a command. Gives every reason there is to refuse it, of which the core names one; none: it happened,
 * and everything that follows from it.
 */
export function send(model: Model, sent: Sent): readonly RefusalCode[] {
  const { refusals, happens } = judge(model, sent);
  if (refusals.length > 0) return refusals;
  const before = seating(model);
  happens();
  settle(model, before);
  return [];
}
