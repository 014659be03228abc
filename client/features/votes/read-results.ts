import { useSessionStorage } from '@mantine/hooks';
import type { Vote } from '../../../core/vote.ts';
import { readKey } from './shown-vote.ts';

/** The results that were put away on this screen; they stay so over a reload. */
export function useReadResults(): {
  readonly read: readonly string[];
  readonly putAway: (vote: Vote) => void;
} {
  const [read, setRead] = useSessionStorage<readonly string[]>({
    key: 'diemcau.readResults',
    defaultValue: [],
    getInitialValueInEffect: false,
  });
  return { read, putAway: (vote) => setRead((before) => [...before, readKey(vote)]) };
}
