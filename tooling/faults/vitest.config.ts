import { defineConfig } from 'vitest/config'

// Not `npm test`: `pnpm test:faults` runs these, one suite after the other, since each wants the machine to itself.
export default defineConfig({
  test: {
    include: ['src/**/*.faults.ts'],
    fileParallelism: false,
    testTimeout: 3_600_000,
    hookTimeout: 120_000,
  },
})
