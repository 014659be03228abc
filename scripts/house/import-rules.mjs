import { builtinModules } from 'node:module';
import { posix } from 'node:path';
import { areas, besideCode } from './areas.mjs';

/** @typedef {import('./areas.mjs').Area} Area */

/** @param {string} file relative to the root, with forward slashes */
export function areaOf(file) {
  return areas
    .filter(({ path }) => file === path || file.startsWith(`${path}/`))
    .reduce(
      (best, area) => (best !== null && best.path.length > area.path.length ? best : area),
      /** @type {Area | null} */ (null),
    );
}

/**
 * @param {string} specifier
 * @returns {string} the package's name without a path inside it
 */
function packageOf(specifier) {
  const parts = specifier.split('/');
  return parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}

/**
 * @param {string} name
 * @param {readonly string[]} allowed
 */
function isAmong(name, allowed) {
  return allowed.some(
    (entry) => entry === name || (entry.endsWith('*') && name.startsWith(entry.slice(0, -1))),
  );
}

/**
 * @param {string} name
 * @param {{ file: string, area: Area, isTest: boolean, declared: ReadonlySet<string> }} context
 * @returns {string | null} what is wrong
 */
function refusePackage(name, { file, area, isTest, declared }) {
  if (builtinModules.includes(name)) {
    return `write node:${name}`;
  }
  const allowed = [
    ...area.packages,
    ...(area.more?.[file.replace('.test.', '.')] ?? []),
    ...(isTest ? besideCode.packages : []),
  ];
  if (!isAmong(name, allowed)) {
    return `${area.path} may not use the package ${name}`;
  }
  return name.startsWith('node:') || declared.has(name) ? null : `package.json does not name ${name}`;
}

/**
 * @param {string} target
 * @param {{ area: Area, isTest: boolean }} context
 * @returns {string | null} what is wrong
 */
function refuseFile(target, { area, isTest }) {
  const targetArea = areaOf(target);
  if (targetArea === null) {
    return `${target} is outside the house`;
  }
  const allowed = [area.path, ...area.imports, ...(isTest ? besideCode.imports : [])];
  return allowed.includes(targetArea.path)
    ? null
    : `${area.path} may not import ${targetArea.path} (${target})`;
}

/**
 * @param {string} file relative to the root, with forward slashes
 * @param {string | null} specifier what is imported
 * @param {ReadonlySet<string>} declared the packages that package.json names
 * @returns {string | null} what is wrong with the import
 */
export function refuseImport(file, specifier, declared) {
  const area = areaOf(file);
  if (area === null) {
    return 'this file is in no part of the house; see scripts/house/areas.mjs';
  }
  if (specifier === null) {
    return 'an import whose name is computed cannot be checked';
  }
  const isTest = /\.test\.tsx?$/.test(file);
  return /^\.\.?(\/|$)/.test(specifier)
    ? refuseFile(posix.join(posix.dirname(file), specifier), { area, isTest })
    : refusePackage(packageOf(specifier), { file, area, isTest, declared });
}
