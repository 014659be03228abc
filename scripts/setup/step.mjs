const titleWidth = 16;
/** On a terminal the line is redrawn; in a log a new line is written, but not more often than this. */
const terminalEveryMs = 100;
const logEveryMs = 10_000;

/** @param {number} since epoch milliseconds */
function seconds(since) {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}

/**
 * Draws one line that is overwritten until the step ends.
 * @param {string} title
 * @param {number} startedAt
 */
function createProgress(title, startedAt) {
  const out = process.stdout;
  let note = '';
  let logged = startedAt;
  const draw = () => {
    if (out.isTTY) {
      const line = `  … ${title.padEnd(titleWidth)} ${note}  (${seconds(startedAt)})`;
      out.write(`\r${line.slice(0, (out.columns ?? 80) - 1)}\x1b[K`);
    } else if (Date.now() - logged >= logEveryMs) {
      logged = Date.now();
      out.write(`  … ${title.padEnd(titleWidth)} ${note}  (${seconds(startedAt)})\n`);
    }
  };
  const timer = setInterval(draw, out.isTTY ? terminalEveryMs : 1_000);
  return {
    /** @param {string} text what is being done, and how far it is */
    note(text) {
      note = text;
    },
    end() {
      clearInterval(timer);
      if (out.isTTY) {
        out.write('\r\x1b[K');
      }
    },
  };
}

/**
 * Does one step and says how long it took, whether it succeeds or fails.
 * @template T
 * @param {string} title
 * @param {(note: (text: string) => void) => Promise<{ outcome: string, value: T }>} work reports progress through
 *   `note`; `outcome` is printed
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const startedAt = Date.now();
  const progress = createProgress(title, startedAt);
  try {
    const { outcome, value } = await work(progress.note);
    progress.end();
    console.log(`  ✓ ${title.padEnd(titleWidth)} ${outcome}  (${seconds(startedAt)})`);
    return value;
  } catch (error) {
    progress.end();
    console.log(`  ✗ ${title.padEnd(titleWidth)} failed  (${seconds(startedAt)})`);
    throw error;
  }
}
