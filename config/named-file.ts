import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ConfigFault } from './fault.ts';
import { type ConfigKey, keys, type Words } from './key.ts';
import type { HubConfig } from './schema.ts';

const fault = (key: ConfigKey, problem: Words): ConfigFault => ({
  key,
  problem,
  expected: keys[key].expected,
});

/** The file's content, or null and a fault. */
function content(key: ConfigKey, path: string, faults: ConfigFault[]): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    faults.push(
      fault(key, {
        vi: `không đọc được tệp ${path} (${reason})`,
        en: `cannot read the file ${path} (${reason})`,
      }),
    );
    return null;
  }
}

function parsed<T>(parse: () => T): T | null {
  try {
    return parse();
  } catch {
    return null;
  }
}

/** Whether certificate and key can be read, are what they should be and belong together. Its dates are not judged. */
function tlsFaults(tls: NonNullable<HubConfig['tls']>): readonly ConfigFault[] {
  const faults: ConfigFault[] = [];
  const certificateText = content('tls.certificate', tls.certificate, faults);
  const keyText = content('tls.key', tls.key, faults);
  if (certificateText === null || keyText === null) return faults;
  const certificate = parsed(() => new X509Certificate(certificateText));
  const key = parsed(() => createPrivateKey(keyText));
  if (certificate === null)
    faults.push(
      fault('tls.certificate', {
        vi: `${tls.certificate} không phải chứng thư PEM`,
        en: `${tls.certificate} is not a PEM certificate`,
      }),
    );
  if (key === null)
    faults.push(
      fault('tls.key', {
        vi: `${tls.key} không phải khóa riêng PEM (hoặc có mật khẩu)`,
        en: `${tls.key} is not a PEM private key (or has a password)`,
      }),
    );
  if (certificate !== null && key !== null && !certificate.checkPrivateKey(key))
    faults.push(
      fault('tls.key', {
        vi: 'khóa riêng không thuộc về chứng thư ở tls.certificate',
        en: 'the private key does not belong to the certificate of tls.certificate',
      }),
    );
  return faults;
}

/** Shortest shared secret of hub and remote recorder, in characters. */
const shortestToken = 20;

function tokenFaults(
  key: 'recorder.tokenFile' | 'secondRecorder.tokenFile',
  path: string,
): readonly ConfigFault[] {
  const faults: ConfigFault[] = [];
  const token = content(key, path, faults);
  if (token !== null && token.trim().length < shortestToken)
    faults.push(
      fault(key, {
        vi: `mã trong ${path} quá ngắn`,
        en: `the secret in ${path} is too short`,
      }),
    );
  return faults;
}

const inside = (folder: string, path: string): boolean => path === folder || path.startsWith(`${folder}/`);

/** Two recorders that wrote into one folder, or were known by one secret, would be one. */
function secondRecorderFaults({ recorder, secondRecorder }: HubConfig): readonly ConfigFault[] {
  if (secondRecorder === null) return [];
  const { folder, tokenFile } = secondRecorder;
  const faults = tokenFile === null ? [] : [...tokenFaults('secondRecorder.tokenFile', tokenFile)];
  if (inside(recorder.folder, folder) || inside(folder, recorder.folder))
    faults.push(
      fault('secondRecorder.folder', {
        vi: `${folder} và nơi giữ bản ghi thứ nhất (${recorder.folder}) nằm trong nhau`,
        en: `${folder} and where the first recorder keeps its own (${recorder.folder}) lie in one another`,
      }),
    );
  if (faults.length === 0 && tokenFile !== null && recorder.tokenFile !== null) {
    const [first, second] = [recorder.tokenFile, tokenFile].map((path) =>
      content('secondRecorder.tokenFile', path, faults),
    );
    if (first?.trim() === second?.trim())
      faults.push(
        fault('secondRecorder.tokenFile', {
          vi: 'hai máy ghi hình dùng chung một mã',
          en: 'both recorders have the same secret',
        }),
      );
  }
  return faults;
}

/** What proves that nobody changed the database must not lie with it. The demo proves nothing to anybody. */
function apartFaults({ dataFolder, eventLog, mode }: HubConfig): readonly ConfigFault[] {
  if (mode === 'demo') return [];
  const problem = { vi: `nằm trong dataFolder (${dataFolder})`, en: `lies in dataFolder (${dataFolder})` };
  return [
    ...(inside(dataFolder, eventLog.headsFolder) ? [fault('eventLog.headsFolder', problem)] : []),
    ...(inside(dataFolder, eventLog.keyFile) ? [fault('eventLog.keyFile', problem)] : []),
  ];
}

/** Second places: a folder that lies with the first is none, and keys must be there. */
function copyFaults({ archive, dataFolder, recorder }: HubConfig): readonly ConfigFault[] {
  const faults: ConfigFault[] = [];
  for (const place of archive.copies) {
    if (place.kind === 's3') {
      for (const file of [place.accessKeyFile, place.secretKeyFile]) content('archive.copies', file, faults);
    } else if (inside(dataFolder, place.path) || inside(recorder.folder, place.path)) {
      const problem = {
        vi: `${place.path} nằm cùng nơi giữ bản gốc`,
        en: `${place.path} lies with what it is a copy of`,
      };
      faults.push(fault('archive.copies', problem));
    }
  }
  return faults.slice(0, 1);
}

/** Looks into the files that the configuration names. */
export function fileFaults(config: HubConfig): readonly ConfigFault[] {
  return [
    ...(config.tls === null ? [] : tlsFaults(config.tls)),
    ...(config.recorder.tokenFile === null
      ? []
      : tokenFaults('recorder.tokenFile', config.recorder.tokenFile)),
    ...secondRecorderFaults(config),
    ...apartFaults(config),
    ...copyFaults(config),
  ];
}
