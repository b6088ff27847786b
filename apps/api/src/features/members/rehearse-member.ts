import { addImportKey, listImportKeys, readAll, type Statement } from '@laurel/db'
import { bytesToHex as hexOf } from '@noble/hashes/utils.js'
import { requireOther } from '../../platform/enter-program.ts'
import type { ImportTurn, UnitOutcome } from '../../platform/imports/importer.ts'
import { refusalOf } from '../../platform/imports/refusal.ts'
import type { Identity } from '../../platform/person.ts'
import { changedIdentity, changedRow } from './changed-member.ts'
import { isSame, KEYS, nameOf, namesOf, taken, type Key, type Known, type ReadRow } from './known-members.ts'

/** What earlier rows of a rehearsal would be known by: none of them is there. */
export class Rehearsal {
  readonly statements: Statement[] = []
  readonly #turn: ImportTurn
  /** Whether whom a key would lead to would have an externalId, by the key's hash. */
  readonly #hasExternalId: Map<string, boolean>

  private constructor(turn: ImportTurn, hasExternalId: Map<string, boolean>) {
    this.#turn = turn
    this.#hasExternalId = hasExternalId
  }

  static async load(turn: ImportTurn, rows: readonly ReadRow[]): Promise<Rehearsal> {
    const hashes = rows.flatMap(({ identity }) => namesOf(identity).map(name => hexOf(hashOf(turn, name))))
    const [found] = await readAll(turn.program.database, [
      listImportKeys({ importId: turn.importId, hashes: JSON.stringify(hashes) }),
    ])
    return new Rehearsal(turn, new Map(found.map(({ hash, hasExternalId }) => [hash, hasExternalId])))
  }

  /** The keys of a row that would lead to somebody, each with whether they would have an externalId. */
  led(identity: Identity): readonly { readonly key: Key; readonly hasExternalId: boolean }[] {
    return KEYS.flatMap(key => {
      const text = identity[key]
      const hasExternalId =
        text === null ? undefined : this.#hasExternalId.get(hexOf(hashOf(this.#turn, nameOf(key, text))))
      return hasExternalId === undefined ? [] : [{ key, hasExternalId }]
    })
  }

  /** From now on a row's keys lead to the member that it would make. */
  add(identity: Identity): void {
    const hasExternalId = identity.externalId !== null
    for (const name of namesOf(identity)) {
      const hash = hashOf(this.#turn, name)
      this.#hasExternalId.set(hexOf(hash), hasExternalId)
      this.statements.push(addImportKey({ importId: this.#turn.importId, hash, hasExternalId }))
    }
  }
}

const hashOf = ({ caller: { deps }, importId }: ImportTurn, name: string): Uint8Array =>
  deps.secrets.requestHash('rehearsal', `${importId} ${name}`)

/** What would become of a row. */
export const rehearse = (
  { program }: ImportTurn,
  known: Known,
  rehearsal: Rehearsal,
  { body, identity }: ReadRow,
): UnitOutcome => {
  try {
    const there = known.of(identity)
    const led = rehearsal.led(identity)
    const isSamePerson =
      there === null &&
      (identity.externalId === null || led.every(one => one.key === 'externalId' || !one.hasExternalId))
    const isByExternalId = there === null && led.some(({ key }) => key === 'externalId')
    if (led.length > 0 && !isSamePerson && !isByExternalId) throw taken(led.map(({ key }) => key))
    if (led.length > 0) return { change: 'updated' }
    if (!there) {
      rehearsal.add(identity)
      return { change: 'created' }
    }
    requireOther(program, there.row.id)
    const after = changedIdentity(program, there.identity, body)
    const isKnown = there.isMergedCard || isSame(there.identity, after, there.row, changedRow(there.row, body))
    return { change: isKnown ? 'none' : 'updated' }
  } catch (error) {
    return refusalOf(error)
  }
}
