// `pnpm mutate`: whether the tests of these rules notice when the rules change.

export default {
  plugins: ['@stryker-mutator/vitest-runner'],
  testRunner: 'vitest',
  vitest: { configFile: 'mutation/vitest.config.ts' },
  coverageAnalysis: 'perTest',
  mutate: [
    'src/**/*.ts',
    '!src/**/*.test.ts',
    // Figures and names as their sources have them: nothing there decides, and the rules' tests are about these figures.
    '!src/program/presets/*.ts',
  ],
  // What runs once, when a module is loaded: tables of words and schemas. Each would need every test there is.
  ignoreStatic: true,
  concurrency: 1,
  timeoutMS: 15_000,
  timeoutFactor: 3,
  incremental: true,
  incrementalFile: '.stryker/mutants.json',
  tempDirName: '.stryker/sandboxes',
  reporters: ['clear-text', 'progress-append-only'],
  clearTextReporter: { reportTests: false, reportScoreTable: false, logTests: false, allowEmojis: false },
}
