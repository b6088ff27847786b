import { listImportKeys, listMembersIn, listMembersOfHashes, readAll } from '@laurel/db'
import type { ImportTurn, ImportUnit } from '../../platform/imports/importer.ts'
import { hexHashesOf, openIdentity, type Identity } from '../../platform/person.ts'
import { Problem } from '../../platform/problem.ts'
import type { MemberRow } from './member-view.ts'
import type { CreateMember } from './members.schemas.ts'

/** What leads to one member only: a row is known again by the first of them that it has. */
export const KEYS = ['externalId', 'phone', 'email', 'wechatOpenId'] as const
export type Key = (typeof KEYS)[number]

/** A row that could be read: the member that it tells of. */
export interface ReadRow {
  readonly unit: ImportUnit
  readonly body: CreateMember
  readonly identity: Identity
}

/** What a person's keys are called among those of a block. */
export const namesOf = (identity: Identity): readonly string[] =>
  KEYS.flatMap(key => (identity[key] === null ? [] : [nameOf(key, identity[key])]))
export const nameOf = (key: Key, text: string): string => `${key} ${key === 'email' ? text.toLowerCase() : text}`

/** Says that keys of a row are another member's. */
export const taken = (keys: readonly Key[]): Problem =>
  new Problem('member_exists', { errors: keys.map(path => ({ path, message: 'belongs to another member' })) })

/** A member who is there already. */
export interface Person {
  readonly row: MemberRow
  readonly identity: Identity
}

/** Whom a row is about, and whether it tells of a card that was merged into theirs: then their own word stands. */
interface Found extends Person {
  readonly isMergedCard: boolean
}

/** Whom the rows' keys lead to, with their persons. */
export class Known {
  readonly #memberOf: ReadonlyMap<string, number>
  readonly #persons: ReadonlyMap<number, Person>

  /** What led to somebody who was erased after the file came in. */
  readonly #erased: ReadonlySet<string>

  private constructor(
    memberOf: ReadonlyMap<string, number>,
    persons: ReadonlyMap<number, Person>,
    erased: ReadonlySet<string>,
  ) {
    this.#memberOf = memberOf
    this.#persons = persons
    this.#erased = erased
  }

  static async load(
    { caller: { deps }, program, importId, dryRun }: ImportTurn,
    rows: readonly ReadRow[],
  ): Promise<Known> {
    const asked = rows.flatMap(({ identity }) =>
      KEYS.flatMap(key => {
        const text = identity[key]
        if (text === null) return []
        return hexHashesOf(deps, program.id, key, text).map(hash => ({ key, hash, name: nameOf(key, text) }))
      }),
    )
    const [found, barred] = await readAll(program.database, [
      listMembersOfHashes(asked.map(({ key, hash }) => [key, hash] as const)),
      listImportKeys({ importId, hashes: JSON.stringify(asked.map(({ hash }) => hash)) }),
    ])
    const gone = new Set(dryRun ? [] : barred.map(({ hash }) => hash))
    const byHash = new Map(found.map(({ kind, hash, memberId }) => [`${kind} ${hash}`, memberId]))
    const memberOf = new Map<string, number>()
    for (const { key, hash, name } of asked) {
      const memberId = byHash.get(`${key} ${hash}`)
      if (memberId !== undefined) memberOf.set(name, memberId)
    }
    const ids = [...new Set(memberOf.values())]
    const [members] = await readAll(program.database, [listMembersIn({ ids: JSON.stringify(ids) })])
    const persons = await Promise.all(
      members.map(async row => [row.id, { row, identity: await openIdentity(deps, row) }] as const),
    )
    const erased = asked.filter(({ hash }) => gone.has(hash)).map(({ name }) => name)
    return new Known(memberOf, new Map(persons), new Set(erased))
  }

  /**
   * The member that a row is about; null where there is none yet. Throws where its keys lead to several, or led to
   * somebody who was erased since the file came in.
   */
  of(identity: Identity): Found | null {
    if (namesOf(identity).some(name => this.#erased.has(name))) throw new Problem('member_erased')
    const led = KEYS.flatMap(key => {
      const memberId = identity[key] === null ? undefined : this.#memberOf.get(nameOf(key, identity[key]))
      return memberId === undefined ? [] : [{ key, memberId }]
    })
    const [first] = led
    if (!first) return null
    const person = this.#persons.get(first.memberId)!
    const isMergedCard =
      identity.externalId !== person.identity.externalId &&
      (person.identity.merged ?? []).some(({ externalId }) => externalId !== null && externalId === identity.externalId)
    const isOther =
      !isMergedCard &&
      identity.externalId !== null &&
      person.identity.externalId !== null &&
      person.identity.externalId !== identity.externalId
    const others = led.filter(({ memberId }) => isOther || memberId !== first.memberId)
    if (others.length > 0) throw taken(others.map(({ key }) => key))
    return { ...person, isMergedCard }
  }
}

/** Whether nothing would change of a member. */
export const isSame = (before: Identity, after: Identity, row: MemberRow, changed: MemberRow): boolean =>
  JSON.stringify([before, { ...row, revision: 0 }]) === JSON.stringify([after, { ...changed, revision: 0 }])
