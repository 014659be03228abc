import type { ParticipantId } from '../../core/id.ts';
import type { Signal } from '../../protocol/message.ts';
import { meetingStore, receptionStore } from './session-store.ts';

/** Takes one of the hub's volatile messages; the latest of each kind wins. */
export function takeSignal(signal: Signal): void {
  switch (signal.type) {
    case 'counts':
      meetingStore.setState({ counts: signal.levels });
      return;
    case 'place':
      meetingStore.setState({ place: signal });
      return;
    case 'levels': {
      const levelById: Record<ParticipantId, number> = {};
      for (const { participant, dbov } of signal.levels) levelById[participant] = dbov;
      receptionStore.setState({ levelById });
      return;
    }
    case 'equipment':
      meetingStore.setState(({ equipmentById }) => ({
        equipmentById: {
          ...equipmentById,
          ...Object.fromEntries(signal.reports.map(({ participant, equipment }) => [participant, equipment])),
        },
      }));
      return;
    case 'lines': {
      const lineQualityById: Record<ParticipantId, number> = {};
      for (const { participant, quality } of signal.lines) lineQualityById[participant] = quality;
      meetingStore.setState({ lineQualityById });
      return;
    }
  }
}
