import type { Same } from '../same.ts';
import type { recording as source } from '../vi/recording.ts';

export const recording: Same<typeof source> = {
  ofMeeting: 'All recordings of the meeting',
  again: 'Compose again',
  composeAgain: 'Compose the film again',
  composeText:
    'A new film is made of the original tracks and replaces this one. The tracks, the log and their signatures stay as they are.',
  layout: 'Layout',
  layoutName: {
    speaker: 'As in the meeting',
    gallery: 'All alike',
    content: 'The presentation alone',
  },
  layoutHint: {
    speaker: 'The speaker large, the chair small; what is presented large while there is something.',
    gallery: 'Everybody on the stage has a picture of the same size.',
    content: 'What is presented alone, where something is; the rest as in the meeting.',
  },
  height: 'Sharpness',
  heightName: { p720: '720p, smaller and quicker', p1080: '1080p, sharper text, takes longer' },
  refused: 'It could not be done',
  disposed: 'The recording was destroyed',
  disposedHint: 'The film and its tracks are gone. The archive file below says who ordered it and why.',
  pauses: 'Recording paused',
  pausesHint: 'By the chair’s order nothing was recorded in these stretches, {{total}} in all.',
  pauseLine: '{{from}} – {{to}}',
  checked: 'Last checked',
  neverChecked: 'Never yet',
  checkedWhole: '{{time}}: unchanged',
  checkedBroken: '{{time}}: something has changed',
  copies: 'Copies elsewhere',
  copyState: {
    waiting: 'waiting to be copied',
    verified: 'verified',
    verifiedAt: 'verified at {{time}}',
    failed: 'could not be copied',
  },
  takeHome: 'Download',
  film: 'Film (MP4)',
  soundM4a: 'Sound (M4A)',
  soundMp3: 'Sound (MP3)',
  package: 'The whole package (ZIP)',
  packageHint: 'Tracks, film, the meeting’s data, the list of checksums and its signature.',
  packageLater: 'The whole package can be downloaded once the meeting has ended.',
  signature: {
    genuine: 'The signature is genuine.',
    missing: 'The list of checksums is not signed.',
    false: 'The signature is false: this hub did not make that list of checksums.',
  },
  loadFailed: 'The recording could not be loaded',
};
