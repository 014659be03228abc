/** Lets a Node process that was started with --inspect throw its garbage away, so that what it holds can be read. */
export async function collectGarbage(inspector: string): Promise<{ readonly heapUsedBytes: number }> {
  const socket = new WebSocket(inspector);
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true });
    socket.addEventListener('error', () => reject(new Error('the inspector does not answer')), {
      once: true,
    });
  });
  let lastId = 0;
  const ask = (method: string) => {
    lastId += 1;
    const id = lastId;
    return new Promise<{ readonly usedSize: number }>((resolve) => {
      const hear = ({ data }: MessageEvent<string>) => {
        const answer = JSON.parse(data);
        if (answer.id !== id) return;
        socket.removeEventListener('message', hear);
        resolve(answer.result);
      };
      socket.addEventListener('message', hear);
      socket.send(JSON.stringify({ id, method }));
    });
  };
  try {
    await ask('HeapProfiler.collectGarbage');
    const { usedSize } = await ask('Runtime.getHeapUsage');
    return { heapUsedBytes: usedSize };
  } finally {
    socket.close();
  }
}

/** The address that Node prints when it is started with --inspect; the first is the process's own. */
export function inspectorOf(output: string): string {
  const [, address] = /Debugger listening on (ws:\/\/\S+)/.exec(output) ?? [];
  if (address === undefined) throw new Error('the process was not started with --inspect');
  return address;
}
