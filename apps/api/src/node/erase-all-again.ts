import { DatabaseMissing, programSchemas, verifyProgram } from '@laurel/db'
import { openEmbeddedProgramDatabases } from '@laurel/db/embedded'
import { eraseAgain } from '../features/members/erase-again.ts'
import { makeDeps } from '../make-deps.ts'
import { systemRandomBytes } from '../platform/random-bytes.ts'
import { makeSecrets } from '../platform/secrets.ts'
import { erasureList } from './erasure-list.ts'

/**
 * Erases again, in a data folder that nobody serves from yet, everybody on a list who is there; gives how many were. The
 * books are verified once more, and it rejects where they are not clean. It needs no secret: nothing is opened.
 */
export const eraseAllAgain = async (dataDir: string, list: string): Promise<number> => {
  const databases = await openEmbeddedProgramDatabases({ dataDir, schemas: programSchemas })
  try {
    const deps = await makeDeps({
      name: 'node',
      databases,
      now: () => Date.now(),
      secrets: await makeSecrets({ secret: Buffer.from(systemRandomBytes(32)).toString('base64url') }),
      operatorKey: '',
      log: () => {},
      assets: async () => null,
      wakeJobs: async () => {},
      clientAddress: () => null,
    })
    const touched = new Set<string>()
    let erased = 0
    for (const { programId, memberId } of await erasureList(list).read()) {
      try {
        if (!(await eraseAgain(deps, programId, memberId))) continue
      } catch (error) {
        // A program that came after the backup is not in it.
        if (error instanceof DatabaseMissing) continue
        throw error
      }
      erased++
      touched.add(programId)
    }
    for (const programId of touched) {
      const { differences } = await verifyProgram(await databases.open(programId))
      if (differences.length > 0) throw new Error(`${programId}: ${differences.join('; ')}`)
    }
    return erased
  } finally {
    await databases.close()
  }
}
