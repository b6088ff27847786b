import { expect } from 'vitest'
import { continueProgram, turnBudget } from '../src/platform/jobs/continue-program.ts'
import type { TestApi, TestProgram, Wire } from './test-api.ts'

/** Has a program's background work done to its end, as the scheduler does. */
export const workOff = async ({ deps }: Pick<TestApi, 'deps'>, programId: string): Promise<void> => {
  for (let turns = 0; await continueProgram(deps, programId, turnBudget(deps)); turns++)
    if (turns > 1_000) throw new Error('the work does not end')
}

/** Brings a file in and has it worked off; gives the import as it is then. */
export const importFile = async (
  api: TestApi,
  p: TestProgram,
  query: string,
  csv: string | Uint8Array<ArrayBuffer>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Wire> => {
  const { id } = await p.ok(202, 'POST', `/v1/imports?${query}`, undefined, { csv, headers })
  await workOff(api, p.id)
  const done = await p.ok(200, 'GET', `/v1/imports/${id}`)
  expect(done.status).toBe('done')
  return done
}
