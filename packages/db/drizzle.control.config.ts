import { defineConfig } from 'drizzle-kit'

export default defineConfig({
  dialect: 'sqlite',
  schema: './src/control/control.tables.ts',
  out: './migrations/control',
})
