import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, describe } from 'vitest';
import { dossierContract } from '../../test/contract/dossier.ts';
import { createMemoryStore } from '../../test/doubles/store.ts';
import { createStore } from './store.ts';

const folder = mkdtempSync(join(tmpdir(), 'diemcau-dossier-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let count = 0;

describe('in memory', () => {
  dossierContract('memory', async () => {
    const store = createMemoryStore();
    return { store, corruptDossier: store.corruptDossier };
  });
});

describe('in a file', () => {
  dossierContract('sqlite', async () => {
    count += 1;
    const file = join(folder, `${count}.sqlite`);
    return {
      store: await createStore({ file }),
      corruptDossier: (meeting, seq) => {
        const sqlite = new Database(file);
        sqlite
          .prepare("update dossier_entries set event = event || ' ' where meeting = ? and seq = ?")
          .run(meeting, seq);
        sqlite.close();
      },
    };
  });
});
