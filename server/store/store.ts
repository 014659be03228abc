import type { Store } from '../ports.ts';
import { createAccounts } from './account.ts';
import { createCatalogue } from './catalogue.ts';
import { openWordIndex } from './catalogue-words.ts';
import { openDatabase } from './database.ts';
import { createDevices } from './device.ts';
import { createDossiers } from './dossier-record.ts';
import { createChainedLog } from './event-log.ts';
import { importMeeting } from './import.ts';
import { createMeetings } from './meeting.ts';
import { migrate } from './migration.ts';
import { createPackages } from './package.ts';
import { createRecordings } from './recording.ts';
import { createRefreshTokens } from './refresh-token.ts';
import { createUnits } from './unit.ts';

/**
 * Opens the store in one SQLite file and brings it to today's version. Rejects with a `StoreFault`: `newer-database`,
 * `not-a-database`; or with the system's error when the file cannot be opened.
 */
export async function createStore({ file }: { readonly file: string }): Promise<Store> {
  const db = openDatabase(file);
  try {
    await migrate(db);
    await openWordIndex(db);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return {
    log: createChainedLog(db, 'entries'),
    meetings: createMeetings(db),
    units: createUnits(db),
    accounts: createAccounts(db),
    refreshTokens: createRefreshTokens(db),
    devices: createDevices(db),
    recordings: createRecordings(db),
    catalogue: createCatalogue(db),
    packages: createPackages(db),
    dossiers: createDossiers(db),
    importMeeting: (meeting) => importMeeting(db, meeting),
    close: () => db.destroy(),
  };
}
