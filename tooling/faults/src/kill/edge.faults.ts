import { join } from 'node:path'
import { test } from 'vitest'
import { times } from '../run-form.ts'
import { killUnderLoad } from './kill-under-load.ts'

const KILLS = times(1, 40)
/** Workerd and the libSQL server, together in a group of processes. */
const entry = join(import.meta.dirname, '../../../edge/src/cli.ts')

test(`workerd and the libSQL server killed under load, ${KILLS} in all: everything answered is there once, and nothing twice`, async () => {
  await killUnderLoad({ kills: KILLS, clients: 8, answers: 100, stream: 40, server: { entry } })
})
