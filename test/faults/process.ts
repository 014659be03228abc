import { readdir, readFile } from 'node:fs/promises';

/** A process of this machine, as /proc tells it. */
export type Process = { readonly pid: number; readonly parent: number; readonly command: readonly string[] };

async function read(pid: number): Promise<Process | null> {
  try {
    const [stat, command] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile(`/proc/${pid}/cmdline`, 'utf8'),
    ]);
    // The second field, the name, may hold spaces and brackets.
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (state === 'Z') return null;
    return { pid, parent: Number(parent), command: command.split('\0').filter((part) => part !== '') };
  } catch {
    return null;
  }
}

export async function processes(): Promise<readonly Process[]> {
  const names = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const all = await Promise.all(names.map((name) => read(Number(name))));
  return all.flatMap((each) => (each === null ? [] : [each]));
}

/** Those one of whose arguments contains the text. */
export async function processesNaming(text: string): Promise<readonly Process[]> {
  return (await processes()).filter(({ pid, command }) => {
    return pid !== process.pid && command.some((part) => part.includes(text));
  });
}

/** Those one of whose arguments or settings contains the text: a recorder is told its folder by its environment. */
export async function processesKnowing(text: string): Promise<readonly Process[]> {
  const all = await Promise.all(
    (await processes()).map(async (each) => {
      const settings = await readFile(`/proc/${each.pid}/environ`, 'utf8').catch(() => '');
      return [...each.command, settings].some((part) => part.includes(text)) ? [each] : [];
    }),
  );
  return all.flat().filter(({ pid }) => pid !== process.pid);
}

/** The child of this process whose command line contains the text. Rejects when there is none. */
export async function childNaming(parent: number, text: string): Promise<number> {
  const found = (await processesNaming(text)).find((each) => each.parent === parent);
  if (!found) throw new Error(`${parent} has no child ${text}`);
  return found.pid;
}
