import { defineConfig } from 'vitest/config'

export default defineConfig({
  // A test that hangs fails; one on a busy machine does not.
  test: { testTimeout: 120_000, hookTimeout: 120_000 },
})
