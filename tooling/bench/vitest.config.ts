import { defineConfig } from 'vitest/config'

export default defineConfig({
  // A test that hangs fails; one on a busy machine does not.
  test: { testTimeout: 300_000, hookTimeout: 300_000 },
})
