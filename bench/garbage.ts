const withinMs = 10_000;

/**
 * Lets a Node process that was started with --inspect throw its garbage away, so that what it holds can be read.
 * Rejects when it does not answer in time or goes: as long as the inspector is connected, the process cannot end.
 */
export async function collectGarbage(inspector: string): Promise<{ readonly heapUsedBytes: number }> {
  const socket = new WebSocket(inspector);
  const { promise: gone, reject } = Promise.withResolvers<never>();
  const fail = () => reject(new Error('the inspector does not answer'));
  const timer = setTimeout(fail, withinMs);
  socket.addEventListener('error', fail);
  socket.addEventListener('close', fail);
  const ask = (id: number, method: string) =>
    new Promise<{ readonly usedSize: number }>((resolve) => {
      socket.addEventListener('message', ({ data }: MessageEvent<string>) => {
        const answer = JSON.parse(data);
        if (answer.id === id) resolve(answer.result);
      });
      socket.send(JSON.stringify({ id, method }));
    });
  const work = async () => {
    await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }));
    await ask(1, 'HeapProfiler.collectGarbage');
    const { usedSize } = await ask(2, 'Runtime.getHeapUsage');
    return { heapUsedBytes: usedSize };
  };
  try {
    return await Promise.race([work(), gone]);
  } finally {
    clearTimeout(timer);
    socket.close();
  }
}

/** The address that Node prints when it is started with --inspect; the first is the process's own. */
export function inspectorOf(output: string): string {
  const [, address] = /Debugger listening on (ws:\/\/\S+)/.exec(output) ?? [];
  if (address === undefined) throw new Error('the process was not started with --inspect');
  return address;
}
