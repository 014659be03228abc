import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { demoConfig } from './demo.ts';
import { type Environment, override, unknownVariables } from './environment.ts';
import type { ConfigFault } from './fault.ts';
import { demoFaults, realFaults } from './judge.ts';
import { configKeys, keys, noSuchKey, oneOf, type Words } from './key.ts';
import { fileFaults } from './named-file.ts';
import { type HubConfig, type Settings, settingsSchema } from './schema.ts';
import { isTree, type Tree } from './tree.ts';

export type Loaded =
  | { readonly ok: true; readonly config: HubConfig }
  | { readonly ok: false; readonly faults: readonly ConfigFault[] };

export type Surroundings = {
  /** The project's folder: relative paths start here. */
  readonly root: string;
  readonly env: Environment;
};

const yamlFile: Words = {
  vi: 'tệp YAML theo mẫu config/hub.example.yaml',
  en: 'a YAML file like config/hub.example.yaml',
};

function readYaml(file: string): { readonly tree: Tree; readonly faults: readonly ConfigFault[] } {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    const problem = { vi: `không đọc được tệp (${reason})`, en: `cannot read the file (${reason})` };
    return { tree: {}, faults: [{ key: file, problem, expected: yamlFile }] };
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const faults = document.errors.map((error) => {
    const { line } = lines.linePos(error.pos[0]);
    return {
      key: file,
      problem: {
        vi: `dòng ${line}: không đúng cú pháp YAML (${error.code})`,
        en: `line ${line}: ${error.message}`,
      },
      expected: yamlFile,
    };
  });
  if (faults.length > 0) return { tree: {}, faults };
  const value: unknown = document.toJS();
  if (isTree(value) || value === null || value === undefined)
    return { tree: isTree(value) ? value : {}, faults: [] };
  const problem = { vi: 'tệp không chứa các mục cấu hình', en: 'the file does not hold sections' };
  return { tree: {}, faults: [{ key: file, problem, expected: yamlFile }] };
}

function valueAt(tree: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, part) => (isTree(value) ? value[String(part)] : undefined), tree);
}

function expectedAt(place: string): Words {
  const key = configKeys.find((candidate) => candidate === place);
  if (key) return keys[key].expected;
  const inside = configKeys.filter((candidate) => place === '' || candidate.startsWith(`${place}.`));
  return oneOf(inside.map((candidate) => candidate.slice(place === '' ? 0 : place.length + 1)));
}

function shapeFaults(issue: z.core.$ZodIssue, tree: Tree): readonly ConfigFault[] {
  // What is wrong within a list is a fault of the list: its elements have no key of their own.
  const inList = issue.path.findIndex((part) => typeof part === 'number');
  const path = issue.path
    .slice(0, inList < 0 ? undefined : inList)
    .filter((part) => typeof part === 'string');
  const place = path.join('.');
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((name) => ({
      key: [...path, name].join('.'),
      problem: noSuchKey,
      expected: expectedAt(place),
    }));
  const value = valueAt(tree, path);
  const shown = JSON.stringify(value)?.slice(0, 80);
  const problem =
    shown === undefined
      ? { vi: 'thiếu khóa này', en: 'this key is missing' }
      : { vi: `giá trị ${shown} không hợp lệ`, en: `the value ${shown} is not valid` };
  return [{ key: place, problem, expected: expectedAt(place) }];
}

/** A list has one fault even if several of its elements are wrong. */
function distinct(faults: readonly ConfigFault[]): readonly ConfigFault[] {
  return faults.filter((one, index) => faults.findIndex((other) => other.key === one.key) === index);
}

/** Beside the data folder, so that whoever restores or changes the one does not also have the other; in the demo in it. */
function logPlaces(dataFolder: string, mode: HubConfig['mode']): HubConfig['eventLog'] {
  const start = mode === 'demo' ? `${dataFolder}/` : `${dataFolder}-`;
  return { headsFolder: `${start}heads`, keyFile: `${start}log-key.pem` };
}

function absolute(
  settings: Settings,
  root: string,
  mode: HubConfig['mode'],
): Omit<HubConfig, 'mode' | 'file'> {
  const at = (path: string): string => resolve(root, path);
  const { tls, recorder, secondRecorder, eventLog } = settings;
  const usual = logPlaces(at(settings.dataFolder), mode);
  return {
    ...settings,
    tls: tls && { certificate: at(tls.certificate), key: at(tls.key) },
    dataFolder: at(settings.dataFolder),
    eventLog: {
      headsFolder: eventLog.headsFolder === null ? usual.headsFolder : at(eventLog.headsFolder),
      keyFile: eventLog.keyFile === null ? usual.keyFile : at(eventLog.keyFile),
    },
    recorder: {
      ...recorder,
      tokenFile: recorder.tokenFile === null ? null : at(recorder.tokenFile),
      folder: recorder.folder === null ? `${at(settings.dataFolder)}/archive` : at(recorder.folder),
    },
    archive: {
      ...settings.archive,
      copies: settings.archive.copies.map((place) =>
        place.kind === 'folder'
          ? { ...place, path: at(place.path) }
          : { ...place, accessKeyFile: at(place.accessKeyFile), secretKeyFile: at(place.secretKeyFile) },
      ),
    },
    secondRecorder: secondRecorder && {
      ...secondRecorder,
      folder: at(secondRecorder.folder),
      tokenFile: secondRecorder.tokenFile === null ? null : at(secondRecorder.tokenFile),
    },
  };
}

/**
 * Reads the configuration: the file named by DIEMCAU_CONFIG, else `config/hub.yaml`, else the demo's; then variables
 * `DIEMCAU_<SECTION>_<KEY>` (lists separated by commas). Reads the certificate and token files too, so that whoever
 * starts the hub learns of a wrong path now and not at the first connection. Never throws: every fault names its key.
 */
export function loadConfig({ root, env }: Surroundings): Loaded {
  const named = env.DIEMCAU_CONFIG || null;
  const usual = resolve(root, 'config/hub.yaml');
  const file = named === null ? (existsSync(usual) ? usual : null) : resolve(root, named);
  const read = file === null ? { tree: demoConfig, faults: [] } : readYaml(file);
  if (read.faults.length > 0) return { ok: false, faults: read.faults };

  const tree = override(read.tree, env);
  const settings = settingsSchema.safeParse(tree);
  const slips = unknownVariables(env);
  if (!settings.success)
    return {
      ok: false,
      faults: distinct([...settings.error.issues.flatMap((issue) => shapeFaults(issue, tree)), ...slips]),
    };

  const mode = file === null ? 'demo' : 'real';
  const config: HubConfig = { ...absolute(settings.data, root, mode), mode, file };
  const judged = mode === 'demo' ? demoFaults(settings.data) : realFaults(settings.data);
  const faults = [...slips, ...judged, ...fileFaults(config)];
  return faults.length === 0 ? { ok: true, config } : { ok: false, faults };
}
