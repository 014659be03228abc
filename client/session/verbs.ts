import type { MeetingVerbs } from './contract.ts';

const nowhere = { code: 'unavailable' } as const;

export const verbs: MeetingVerbs = {
  join: () => Promise.resolve(nowhere),
  leave: () => Promise.resolve(),
  send: () => Promise.resolve(nowhere),
  refusalOf: () => nowhere,
  setCamera: () => Promise.resolve(nowhere),
  setMicrophone: () => Promise.resolve(nowhere),
  startPresenting: () => Promise.resolve(nowhere),
  stopPresenting: () => Promise.resolve(),
  setView: () => undefined,
  setSize: () => undefined,
};
