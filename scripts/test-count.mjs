/**
 * How many tests passed and failed, from vitest's JSON report. A file that could not be loaded, and a fault outside
 * any test, count as one failure each, so that the count can never look better than the run.
 * @param {string | null} report null when vitest wrote none
 * @param {boolean} succeeded whether vitest left with code 0
 * @returns {{ passed: number, failed: number }}
 */
export function countTests(report, succeeded) {
  /** @type {{ numPassedTests: number, numFailedTests: number, testResults: { status: string, assertionResults: unknown[] }[] }} */
  const { numPassedTests, numFailedTests, testResults } =
    report === null ? { numPassedTests: 0, numFailedTests: 0, testResults: [] } : JSON.parse(report);
  const unloaded = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  ).length;
  const failed = numFailedTests + unloaded;
  return { passed: numPassedTests, failed: failed === 0 && !succeeded ? 1 : failed };
}
