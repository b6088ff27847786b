import { compareRules, formatInstant, type ProgramRules, type RulesChange } from '@laurel/core'
import { listRulesVersions } from '@laurel/db'
import type { Caller } from '../../platform/caller.ts'
import { enterProgram, type OpenProgram } from '../../platform/enter-program.ts'
import { page, readCursor } from '../../platform/lists.ts'
import { Problem } from '../../platform/problem.ts'

/** A page of the published versions, newest first. */
export const listVersions = async (caller: Caller, query: { limit: number; cursor?: string | undefined }) => {
  const [before] = readCursor(query.cursor, [Number.MAX_SAFE_INTEGER])
  const { program, rows } = await enterProgram(caller, [listRulesVersions({ before: before!, limit: query.limit + 1 })])
  const { timeZone } = program.timeline
  return page(
    rows[0],
    query.limit,
    ({ version }) => [version],
    ({ version, effectiveAt, publishedAt }) => ({
      version,
      // The first version is in force since always.
      effectiveAt: version === 1 ? null : formatInstant(effectiveAt, timeZone),
      publishedAt: formatInstant(publishedAt, timeZone),
      inForce: version === program.rules.version,
    }),
  )
}

/** Versions are numbered from 1 without a gap, and the program has read them all. */
const documentOf = (program: OpenProgram, version: number): ProgramRules => {
  if (!Number.isSafeInteger(version) || version < 1 || version > program.latestVersion) throw new Problem('not_found')
  return program.timeline.version(version).document
}

/** The document of a version, as it was published. */
export const getVersion = async (caller: Caller, version: string): Promise<ProgramRules> => {
  const { program } = await enterProgram(caller, [])
  return documentOf(program, /^[1-9]\d{0,9}$/.test(version) ? Number(version) : 0)
}

/** What changes from one version to another. */
export const compareVersions = async (
  caller: Caller,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<{ from: number; to: number; changes: RulesChange[] }> => {
  const { program } = await enterProgram(caller, [])
  return { from, to, changes: [...compareRules(documentOf(program, from), documentOf(program, to))] }
}
