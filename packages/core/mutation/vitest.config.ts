// The ordinary tests, as a mutation run has them: each mutant meets first the tests beside it, and one failure is enough.
import { mergeConfig } from 'vitest/config'
import ordinary from '../vitest.config.ts'
import { NearestFirst } from './nearest-first.ts'

export default mergeConfig(ordinary, {
  test: {
    isolate: false,
    setupFiles: './mutation/fewer-cases.ts',
    runner: './mutation/stop-at-first-failure.ts',
    sequence: { sequencer: NearestFirst },
  },
})
