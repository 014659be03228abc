import type { ConfigFault } from './fault.ts';
import { type ConfigKey, configKeys, environmentName, keys, noSuchKey, oneOf } from './key.ts';
import { isTree, type Tree } from './tree.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The text of a variable as the value it stands for; what does not fit is left for the schema to name. */
function read(key: ConfigKey, text: string): unknown {
  if (text === '' || text === 'null') return keys[key].kind === 'list' ? [] : null;
  if (keys[key].kind === 'number' && /^\d+$/.test(text)) return Number(text);
  if (keys[key].kind === 'list') return text.split(',').map((part) => part.trim());
  return text;
}

/** The tree with the environment's values in place of its own; the tree given is left as it is. */
export function override(tree: Tree, env: Environment): Tree {
  const result = { ...tree };
  for (const key of configKeys) {
    const text = env[environmentName(key)];
    const [section, name] = key.split('.');
    if (text === undefined || section === undefined) continue;
    const inside = isTree(result[section]) ? result[section] : {};
    result[section] = name === undefined ? read(key, text) : { ...inside, [name]: read(key, text) };
  }
  return result;
}

const known = configKeys.map(environmentName);

/** The variables of the section that `name` begins like: `DIEMCAU_LISTEN_PROT` begins like `DIEMCAU_LISTEN_PORT`. */
function neighbours(name: string): readonly string[] {
  return configKeys
    .filter((key) => key.includes('.'))
    .map(environmentName)
    .filter((other) => other.split('_')[1] === name.split('_')[1]);
}

/** A variable that begins like a section's but names no key is a slip of the pen; others may be another program's. */
export function unknownVariables(env: Environment): readonly ConfigFault[] {
  return Object.keys(env)
    .filter((name) => name.startsWith('DIEMCAU_') && env[name] !== undefined && !known.includes(name))
    .filter((name) => neighbours(name).length > 0)
    .map((name) => ({ key: name, problem: noSuchKey, expected: oneOf(neighbours(name)) }));
}
