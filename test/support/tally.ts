import type { Reporter, TestModule } from 'vitest/node';

/**
 * Ends a test run with one plain line, `N passed, N failed, N skipped`, for people and scripts to read. What fails
 * without being a test (a file that does not load, a hook, an error outside every test) counts as failed. With
 * `CI=true` a skipped test fails the run.
 */
export default class Tally implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    const count = { passed: 0, failed: unhandled.length, skipped: 0, pending: 0 };
    const skipped: string[] = [];
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        count[state] += 1;
        if (state === 'skipped' || state === 'pending') skipped.push(`${module.relativeModuleId} > ${test.fullName}`);
      }
      for (const suite of [module, ...module.children.allSuites()]) if (suite.errors().length > 0) count.failed += 1;
    }
    // Other reporters write their summary in the same event: the tally goes last.
    process.once('exit', () => {
      if (process.env.CI === 'true' && skipped.length > 0) {
        console.log(`In CI nothing may be skipped:\n${skipped.map((name) => `- ${name}`).join('\n')}`);
        process.exitCode = 1;
      }
      console.log(`${count.passed} passed, ${count.failed} failed, ${skipped.length} skipped`);
    });
  }
}
