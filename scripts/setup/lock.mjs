import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheHome } from './place.mjs';

const pollMs = 500;

/**
 * Tells a process from another that later got the same id.
 * @param {number} pid
 * @returns {string | null} null when there is no such process
 */
function identityOf(pid) {
  try {
    // Field 22 is the start time; the command name before it may hold spaces, but ends with the last bracket.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return `${pid} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`;
  } catch {
    return null;
  }
}

/**
 * Creates the lock with its content in one stroke, so that nobody ever reads an empty one.
 * @param {string} file
 */
function tryToTake(file) {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, identityOf(process.pid) ?? `${process.pid}`);
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') {
      return false;
    }
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** @param {string} file */
function holderOf(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

/**
 * Removes a lock whose holder is gone. It is moved aside first: of two processes that both saw it stale only one
 * gets it, and one that took a fresh lock by mistake puts it back.
 * @param {string} file
 * @param {string} holder
 */
function removeStale(file, holder) {
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
    if (holderOf(aside) !== holder) {
      linkSync(aside, file);
    }
  } catch {
    // Another process was quicker; the next attempt to take the lock shows what it did.
  }
  rmSync(aside, { force: true });
}

/**
 * Lets one set-up work at a time. A lock left behind by a process that is gone is taken over.
 * @param {(pid: number) => void} onWaiting called once when another process holds it
 * @param {string} file
 * @returns {Promise<() => void>} gives the lock back
 */
export async function takeLock(onWaiting, file = join(cacheHome(), 'setup.lock')) {
  mkdirSync(dirname(file), { recursive: true });
  let told = false;
  while (!tryToTake(file)) {
    const holder = holderOf(file);
    if (holder === null) {
      continue;
    }
    const pid = Number.parseInt(holder, 10);
    if (identityOf(pid) !== holder) {
      removeStale(file, holder);
      continue;
    }
    if (!told) {
      told = true;
      onWaiting(pid);
    }
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
  const release = () => rmSync(file, { force: true });
  process.once('exit', release);
  return () => {
    process.off('exit', release);
    release();
  };
}
