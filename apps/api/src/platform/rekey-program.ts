import {
  addLookup,
  findMember,
  findStaff,
  findWebhook,
  listChannelAccounts,
  listEveryWebhook,
  listLookups,
  listMembers,
  listOpenImports,
  listStaff,
  moveImport,
  putChannelAccount,
  putProfile,
  putStaff,
  putWebhook,
  readAll,
  removeLookups,
  type Database,
} from '@laurel/db'
import type { Deps } from '../deps.ts'
import { openStaffIdentity } from './actor.ts'
import { lookupsOf, openIdentity, sealIdentity } from './person.ts'
import { sameBytes } from './secrets.ts'
import { staffEmailHashes } from './staff-email.ts'
import { MOST_WEBHOOKS } from './webhooks/most-webhooks.ts'
import { again } from './write.ts'

/** How many are read at once: what memory this takes, however many there are. */
const CHUNK = 100

/** What a pass over a program has changed. */
export interface Rekeyed {
  readonly members: number
  readonly staff: number
}

type Lookup = ReturnType<typeof lookupsOf>[number]

const sameLookups = (there: readonly Lookup[], wanted: readonly Lookup[]): boolean =>
  there.length === wanted.length &&
  wanted.every(({ kind, hash }) => there.some(other => other.kind === kind && sameBytes(other.hash, hash)))

/** Puts a person under the present secret; gives whether there was anything to do. A change made meanwhile stays. */
const rekeyMember = (deps: Deps, programId: string, database: Database, id: number): Promise<boolean> =>
  again(deps, async () => {
    const [[row], there] = await readAll(database, [findMember({ id }), listLookups({ memberId: id })])
    const { wrappedKey, revision } = row ?? {}
    if (!row || !wrappedKey || revision === null || revision === undefined) return false
    const identity = await openIdentity(deps, row)
    const lookups = lookupsOf(deps, programId, id, identity)
    if ((await deps.secrets.isPresent(wrappedKey)) && sameLookups(there, lookups)) return false
    const person = await sealIdentity(deps, identity, wrappedKey)
    const profile = { ...row, memberId: id, wrappedKey: person.wrappedKey, identity: person.sealed }
    await database.commit([
      putProfile({ ...profile, revision: revision + 1 }),
      removeLookups({ memberId: id }),
      ...lookups.map(addLookup),
    ])
    return true
  })

const rekeyStaff = (deps: Deps, programId: string, database: Database, id: number): Promise<boolean> =>
  again(deps, async () => {
    const [[row]] = await readAll(database, [findStaff({ id })])
    if (!row) return false
    const identity = await openStaffIdentity(deps, row)
    const { present } = staffEmailHashes(deps, programId, identity.email)
    if ((await deps.secrets.isPresent(row.wrappedKey)) && sameBytes(row.emailHash, present)) return false
    const sealed = await deps.secrets.seal(JSON.stringify(identity), row.wrappedKey)
    await database.commit([putStaff({ ...row, ...sealed, emailHash: present, revision: row.revision + 1 })])
    return true
  })

/** Puts the keys of files that wait under the present secret. */
const rekeyImports = (deps: Deps, database: Database): Promise<unknown> =>
  again(deps, async () => {
    const [open] = await readAll(database, [listOpenImports({})])
    const moved = await Promise.all(
      open.map(async found => {
        if (await deps.secrets.isPresent(found.wrappedKey!)) return []
        const { wrappedKey } = await deps.secrets.seal('', found.wrappedKey)
        return [moveImport({ ...found, wrappedKey, revision: found.revision + 1 })]
      }),
    )
    return database.commit(moved.flat(), [])
  })

/** Puts the program's accounts at carriers under the present secret. */
const rekeyChannels = (deps: Deps, database: Database): Promise<unknown> =>
  again(deps, async () => {
    const [accounts] = await readAll(database, [listChannelAccounts({})])
    const put = await Promise.all(
      accounts.map(async ({ channel, wrappedKey, sealed, revision }) => {
        if (await deps.secrets.isPresent(wrappedKey)) return []
        const anew = await deps.secrets.seal(await deps.secrets.open(wrappedKey, sealed), wrappedKey)
        return [putChannelAccount({ channel, ...anew, revision: revision + 1 })]
      }),
    )
    return database.commit(put.flat(), [])
  })

/** Wraps anew what seals an endpoint's secrets; the one before is under the same key. */
const rekeyWebhook = (deps: Deps, database: Database, id: number): Promise<void> =>
  again(deps, async () => {
    const [[row]] = await readAll(database, [findWebhook({ id })])
    if (!row || (await deps.secrets.isPresent(row.wrappedKey))) return
    const { wrappedKey, sealed } = await deps.secrets.seal(
      await deps.secrets.open(row.wrappedKey, row.secret),
      row.wrappedKey,
    )
    await database.commit([putWebhook({ ...row, wrappedKey, secret: sealed, revision: row.revision + 1 })])
  })

/**
 * Seals everybody of a program anew under the present secret, and has each lookup under exactly the secrets that are
 * known: while two are, under both. Beside everything else, chunk by chunk; done twice it is done once, and what was
 * cut off is begun again. Rejects where somebody is under a secret that is not known here: nothing of theirs is touched.
 */
export const rekeyProgram = async (deps: Deps, programId: string): Promise<Rekeyed> => {
  const database = await deps.databases.open(programId)
  const walk = async (
    page: (beforeId: number) => Promise<readonly { readonly id: number }[]>,
    rekey: typeof rekeyMember,
  ): Promise<number> => {
    let changed = 0
    for (let beforeId = Number.MAX_SAFE_INTEGER; ;) {
      const rows = await page(beforeId)
      const done = await Promise.all(rows.map(({ id }) => rekey(deps, programId, database, id)))
      changed += done.filter(Boolean).length
      if (rows.length < CHUNK) return changed
      beforeId = rows.at(-1)!.id
    }
  }
  const members = await walk(
    async beforeId => (await readAll(database, [listMembers({ beforeId, limit: CHUNK })]))[0],
    rekeyMember,
  )
  const staff = await walk(
    async beforeId => (await readAll(database, [listStaff({ beforeId, limit: CHUNK })]))[0],
    rekeyStaff,
  )
  await rekeyImports(deps, database)
  await rekeyChannels(deps, database)
  const [webhooks] = await readAll(database, [listEveryWebhook({ after: 0, limit: MOST_WEBHOOKS })])
  for (const { id } of webhooks) await rekeyWebhook(deps, database, id)
  return { members, staff }
}
