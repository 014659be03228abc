import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts processor time in hundredths of a second, whatever the kernel was built with (sysconf CLK_TCK). */
const tickMs = 10;

export type ProcessUsage = {
  /** Processor time of all its threads so far, user and system, in milliseconds; without its children. */
  readonly cpuMs: number;
  /** Memory that is its own or shared and in RAM, in bytes. */
  readonly rssBytes: number;
};

/** What stands behind the name in /proc/<pid>/stat, from the state on: a name may hold spaces and brackets. */
function statOf(pid: number): readonly string[] {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
}

/** What a process of this machine has used so far. Throws when it is gone. */
export function usageOf(pid: number): ProcessUsage {
  const stat = statOf(pid);
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const rssKib = Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0);
  return { cpuMs: (Number(stat[11]) + Number(stat[12])) * tickMs, rssBytes: rssKib * 1024 };
}

/** Processor time of all children of this process that have ended so far, and of theirs, in milliseconds. */
export function childrenCpuMs(pid: number): number {
  const stat = statOf(pid);
  return (Number(stat[13]) + Number(stat[14])) * tickMs;
}

/** The processes that this one started and that still run. */
export function childrenOf(pid: number): readonly { readonly pid: number; readonly command: string }[] {
  const pids = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  return pids.flatMap((child) => {
    try {
      if (Number(statOf(child)[1]) !== pid) return [];
      return [{ pid: child, command: readFileSync(`/proc/${child}/cmdline`, 'utf8').replaceAll('\0', ' ') }];
    } catch {
      // It ended while it was being read.
      return [];
    }
  });
}

/** Share of one core, in percent, that a process used between two readings so many milliseconds apart. */
export function coreShare(before: ProcessUsage, after: ProcessUsage, elapsedMs: number): number {
  return (100 * (after.cpuMs - before.cpuMs)) / elapsedMs;
}
