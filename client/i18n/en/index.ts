import type { Same } from '../same.ts';
import type { vi } from '../vi/index.ts';
import { accounts } from './accounts.ts';
import { archive } from './archive.ts';
import { attendance } from './attendance.ts';
import { catalogue } from './catalogue.ts';
import { common } from './common.ts';
import { console } from './console.ts';
import { convening } from './convening.ts';
import { handOver, importing, links, shared } from './custody.ts';
import { deviceCheck } from './device-check.ts';
import { devices } from './devices.ts';
import { documents } from './documents.ts';
import { dossier } from './dossier.ts';
import { log } from './log.ts';
import { meeting } from './meeting.ts';
import { meetings } from './meetings.ts';
import { minutes } from './minutes.ts';
import { notices } from './notices.ts';
import { operator } from './operator.ts';
import { pairing } from './pairing.ts';
import { player } from './player.ts';
import { recording } from './recording.ts';
import { refusal } from './refusal.ts';
import { reports } from './reports.ts';
import { signIn } from './sign-in.ts';
import { site } from './site.ts';
import { units } from './units.ts';
import { votes } from './votes.ts';

/** The second language, complete: a key missing here does not compile. */
export const en: Same<typeof vi> = {
  accounts,
  archive,
  attendance,
  catalogue,
  common,
  console,
  convening,
  deviceCheck,
  devices,
  documents,
  dossier,
  handOver,
  importing,
  links,
  log,
  meeting,
  meetings,
  minutes,
  notices,
  operator,
  pairing,
  player,
  recording,
  refusal,
  reports,
  shared,
  signIn,
  site,
  units,
  votes,
};
