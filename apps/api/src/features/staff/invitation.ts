import type { Deps } from '../../deps.ts'
import { keyHash } from '../../platform/secrets.ts'

const INVITATION = /^in_([0-9a-hjkmnp-tv-z]{11})_[0-9A-Za-z]{32}$/
const LIFE_MS = 7 * 86_400_000

/** A new invitation of a program: shown once, kept as its hash, good for a week of real time. */
export const newInvitation = async (deps: Deps, programId: string) => {
  const invitation = `in_${programId.slice('prog_'.length)}_${deps.randomText(32)}`
  return { invitation, hash: await keyHash(invitation), expiresAt: deps.now() + LIFE_MS }
}

/** The program that an invitation is for; null where it is none by its form. */
export const programOfInvitation = (invitation: string): string | null => {
  const [, program] = INVITATION.exec(invitation) ?? []
  return program === undefined ? null : `prog_${program}`
}
