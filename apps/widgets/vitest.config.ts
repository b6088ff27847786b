import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{src,demo,docs,frame,kiosk,test}/**/*.test.ts'],
    globalSetup: 'test/global-setup.ts',
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
