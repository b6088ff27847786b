import type { Deps } from '../deps.ts'
import { TOKEN_SECONDS } from '../platform/credential.ts'
import { rekeyProgram } from '../platform/rekey-program.ts'
import type { RotatingSecret } from './rotating-secret.ts'

/** How far a rotation has come. */
export interface Rotation {
  readonly programs: number
  readonly members: number
  readonly staff: number
  /** Whether the secret before is still understood. */
  readonly isFinished: boolean
}

const rekeyAll = async (deps: Deps): Promise<Omit<Rotation, 'isFinished'>> => {
  const done = { programs: 0, members: 0, staff: 0 }
  for (const programId of (await deps.databases.listAll?.()) ?? []) {
    const { members, staff } = await rekeyProgram(deps, programId)
    done.programs += 1
    done.members += members
    done.staff += staff
  }
  return done
}

/** Begins a rotation, or goes on with one: a new secret at once, and everybody sealed and hashed under it. */
export const rotateSecret = async (deps: Deps, secret: RotatingSecret): Promise<Rotation> => {
  await secret.rotate()
  return { ...(await rekeyAll(deps)), isFinished: false }
}

/** Ends a rotation: forgets the secret before, and removes the lookups that were under it. */
export const finishRotation = async (deps: Deps, secret: RotatingSecret): Promise<Rotation> => {
  const rotatedAt = secret.rotatedAt()
  if (rotatedAt !== null) {
    if (deps.now() < rotatedAt + TOKEN_SECONDS * 1000)
      throw new Error(
        `Member tokens live for ${TOKEN_SECONDS / 60} minutes: come again when those from before are gone`,
      )
    // Once more, so that nobody is left behind: it rejects where somebody cannot be rekeyed.
    await rekeyAll(deps)
    await secret.forgetPrevious()
  }
  return { ...(await rekeyAll(deps)), isFinished: true }
}
