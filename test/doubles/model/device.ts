import { end, hasRoom, take, unable } from './floor.ts';
import { type Rule, standstill } from './rule.ts';
import { hallOf, may, speaksFreely } from './standing.ts';
import { heldBy, type Model, type Person, requestOf } from './state.ts';
import { isUnit, isWithin } from './tree.ts';

/* Microphones and cameras. */

/** SCOPE-3. */
function mayMute(model: Model, self: Person, { id, unit }: Person): boolean {
  const authority = speaksFreely(model, id)
    ? hallOf(model, id)
    : (heldBy(model, id, 'speech')?.authority ?? unit);
  return may(model, self.id, 'microphone.mute', authority);
}

type DeviceType =
  | 'microphone.open'
  | 'microphone.close'
  | 'microphone.mute'
  | 'microphone.muteAll'
  | 'camera.start'
  | 'camera.stop';

export const deviceRules = {
  'microphone.open': (model, self) => {
    const hall = hallOf(model, self.id);
    const mayOpen = speaksFreely(model, self.id) || heldBy(model, self.id, 'speech') !== undefined;
    const takes = !mayOpen && model.settings.discussion === 'open';
    return {
      refusals: [
        ...standstill(model, hall),
        !mayOpen && !takes && 'not-holding',
        ...(takes ? unable(model, self, { floor: 'speech', hall }) : []),
        takes && !hasRoom(model, self.id) && 'floor-full',
      ],
      happens: () => {
        if (takes) take(model, self, requestOf(model, self.id, 'speech')?.kind ?? 'discussion');
        self.microphone = true;
      },
    };
  },
  'microphone.close': (model, self) => ({
    happens: () => {
      const held = heldBy(model, self.id, 'speech');
      if (held?.taken) end(model, held);
      self.microphone = false;
    },
  }),
  'microphone.mute': (model, self, { participant }) => {
    const target = model.people.get(participant);
    return {
      needs: { permission: 'microphone.mute', over: target?.unit },
      refusals: [target?.microphone === true && !mayMute(model, self, target) && 'not-permitted'],
      happens: () => {
        if (target) target.microphone = false;
      },
    };
  },
  'microphone.muteAll': (model, self, { unit }) => ({
    needs: { permission: 'microphone.mute', over: isUnit(unit) ? unit : undefined },
    happens: () => {
      for (const each of model.people.values()) {
        const isHere = isWithin(each.unit, unit) && hallOf(model, each.id) === hallOf(model, self.id);
        if (isHere && each !== self && mayMute(model, self, each)) each.microphone = false;
      }
    },
  }),
  'camera.start': (_, self) => ({
    happens: () => {
      self.camera = true;
    },
  }),
  'camera.stop': (_, self) => ({
    happens: () => {
      self.camera = false;
    },
  }),
} as const satisfies { [T in DeviceType]: Rule<T> };
