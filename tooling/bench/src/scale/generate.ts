import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { decideReceipt, type MemberState } from '@laurel/api/decide-receipt'
import { readProgram, type OpenProgram } from '@laurel/api/enter-program'
import { registeredMember } from '@laurel/api/registered-member'
import { dayOf, decodeId, encodeId } from '@laurel/core'
import { putClock, together, type Statement } from '@laurel/db'
import { shuffled } from './draw.ts'
import { brands, personOf, receiptOf, stores } from './goods.ts'
import { OPERATOR_KEY, openInside, type Inside } from './inside.ts'
import { NativeFile } from './native-file.ts'
import { scaleRules } from './rules.ts'

const RECEIPTS_PER_MEMBER = 10
const REGISTERED_AT = Date.UTC(2026, 0, 4, 16)
const FIRST_AT = Date.UTC(2026, 0, 5, 16)
/** Noon of 31 July in Shanghai: the eve of the August review. */
const LAST_AT = Date.UTC(2026, 6, 31, 4)
const MEMBERS_TOGETHER = 2_000
const RECEIPTS_TOGETHER = 10_000
/** A divisor of it: what waits must be written before a transaction ends. */
const ROWS_TOGETHER = 40

/** A program on disk: many members with ten receipts each, its clock on the eve of the August review. */
export interface ScaleProgram {
  readonly dataDir: string
  readonly id: string
  readonly secretKey: string
  readonly members: number
  readonly receipts: number
  /** What generating took, in seconds. */
  readonly seconds: number
  /** Its first members. */
  readonly sample: readonly string[]
}

/** Where a program's books lie. */
export const fileOf = ({ dataDir, id }: Pick<ScaleProgram, 'dataDir' | 'id'>): string =>
  join(dataDir, 'programs', `${id}.db`)

/** Midnight in Shanghai, as an instant. */
export const midnight = (year: number, month: number, day: number): number =>
  Date.UTC(year, month - 1, day) - 8 * 3_600_000

/** A copy that may be changed. */
export const copyOf = (program: ScaleProgram, folder: string, name: string): ScaleProgram => {
  const dataDir = join(folder, name)
  cpSync(program.dataDir, dataDir, { recursive: true })
  return { ...program, dataDir }
}

/** How many receipts there are when the program's purchases are spread over its months. */
const instantOf = (n: number, receipts: number): number => FIRST_AT + Math.floor(((LAST_AT - FIRST_AT) * n) / receipts)

/** What a member's receipts have come to so far; a million members fit into memory. */
class States {
  readonly #count: Uint8Array
  readonly #day: Int32Array
  readonly #points: Int32Array
  readonly #spend: Int32Array
  readonly #memberCash: Int32Array

  constructor(members: number) {
    this.#count = new Uint8Array(members)
    this.#memberCash = new Int32Array(members)
    this.#day = new Int32Array(members * RECEIPTS_PER_MEMBER)
    this.#points = new Int32Array(members * RECEIPTS_PER_MEMBER)
    this.#spend = new Int32Array(members * RECEIPTS_PER_MEMBER)
  }

  of(member: number, registeredOn: number): MemberState {
    const first = member * RECEIPTS_PER_MEMBER
    const activity: { day: number; rulesVersion: number; qualifyingPoints: number; spendMinor: number }[] = []
    let points = 0
    for (let i = first; i < first + this.#count[member]!; i++) {
      const [day, qualifyingPoints, spendMinor] = [this.#day[i]!, this.#points[i]!, this.#spend[i]!]
      points += qualifyingPoints
      const last = activity.at(-1)
      if (last?.day === day) {
        last.qualifyingPoints += qualifyingPoints
        last.spendMinor += spendMinor
      } else activity.push({ day, rulesVersion: 1, qualifyingPoints, spendMinor })
    }
    return {
      seq: this.#count[member]!,
      books: {
        registeredOn,
        birthday: null,
        balances: { points, memberCash: this.#memberCash[member]!, prepaid: 0 },
        activity,
        acts: [],
        memberCashLots: [],
      },
      taken: new Map(),
      decided: [],
    }
  }

  add(
    member: number,
    receipt: { occurredOn: number; points: number; cashMinor: number; memberCashAfter: number },
  ): void {
    const i = member * RECEIPTS_PER_MEMBER + this.#count[member]!++
    this.#day[i] = receipt.occurredOn
    this.#points[i] = receipt.points
    this.#spend[i] = receipt.cashMinor
    this.#memberCash[member] = receipt.memberCashAfter
  }
}

const transactions = async (
  file: NativeFile,
  count: number,
  together: number,
  at: (i: number) => Promise<void> | void,
) => {
  for (let from = 0; from < count; from += together) {
    file.exec('BEGIN')
    for (let i = from; i < Math.min(count, from + together); i++) await at(i)
    file.exec('COMMIT')
  }
}

/** Registers members in the product's own rows, and gives their ids. */
const generateMembers = async (
  { deps, passTo }: Inside,
  program: OpenProgram,
  file: NativeFile,
  members: number,
): Promise<Float64Array> => {
  const ids = new Float64Array(members)
  passTo(REGISTERED_AT)
  const register = async (i: number): Promise<readonly Statement[]> => {
    const memberId = deps.ids.next()
    ids[i] = memberId
    const { name, phone } = personOf(i)
    const identity = { name, phone, email: null, externalId: null, wechatOpenId: null }
    return (await registeredMember(deps, program, { memberId, referrer: null, identity, body: {} })).statements
  }
  for (let from = 0; from < members; from += MEMBERS_TOGETHER) {
    const count = Math.min(MEMBERS_TOGETHER, members - from)
    const batch = await Promise.all(Array.from({ length: count }, (_, i) => register(from + i)))
    file.exec('BEGIN')
    for (const statements of batch) file.run(statements)
    file.exec('COMMIT')
  }
  return ids
}

/** Records receipts in the order of their time, each member's next one in a shuffled round of all members. */
const generateReceipts = async (
  { deps, passTo }: Inside,
  entered: OpenProgram,
  file: NativeFile,
  ids: Float64Array,
  tell: (done: number, of: number) => void,
): Promise<number> => {
  const members = ids.length
  const receipts = members * RECEIPTS_PER_MEMBER
  const states = new States(members)
  const registeredOn = dayOf(REGISTERED_AT, entered.timeline.timeZone)
  const shelf = { rewards: new Map(), coupons: new Map() }
  const nothing = new Map()
  let waiting: Statement[] = []
  await transactions(file, receipts, RECEIPTS_TOGETHER, n => {
    const member = shuffled(n % members, members, Math.floor(n / members))
    const now = instantOf(n, receipts)
    passTo(now)
    const program = { ...entered, now, today: dayOf(now, entered.timeline.timeZone) }
    const bodyHash = randomBytes(16)
    const { statements, kept } = decideReceipt(deps, program, ids[member]!, states.of(member, registeredOn), {
      body: { ...receiptOf(n), memberId: encodeId('mem', ids[member]!), occurredAt: now },
      bodyHash,
      brands: nothing,
      later: [],
      shelf,
      isPast: false,
    })
    waiting.push(...statements)
    // Receipts of one round are of different members: their rows may go together.
    if (n % ROWS_TOGETHER === ROWS_TOGETHER - 1 || n % members === members - 1) {
      file.run(together(waiting))
      waiting = []
    }
    states.add(member, kept.purchase)
    if (n === 0)
      for (const [kind, codes] of [
        ['store', stores],
        ['brand', brands],
      ] as const)
        for (const code of codes) deps.knownCodes.add(entered.id, kind, code)
    if (n % 100_000 === 0) tell(n, receipts)
  })
  return receipts
}

const make = async (
  dataDir: string,
  members: number,
  tell: (done: number, of: number) => void,
): Promise<ScaleProgram> => {
  const started = Date.now()
  const inside = await openInside(dataDir, REGISTERED_AT)
  const { deps, call } = inside
  type Made = { id: string; secretKey: string }
  const { id, secretKey } = await call<Made>('POST', '/v1/programs', OPERATOR_KEY, {
    name: `scale ${members}`,
    mode: 'test',
    rules: scaleRules,
  })
  for (const code of stores) await call('PUT', `/v1/stores/${code}`, secretKey, { name: code })
  for (const code of brands) await call('PUT', `/v1/brands/${code}`, secretKey, { name: code })
  const { program } = await readProgram(deps, id, [])
  const key = await call<{ data: { id: string; kind: string }[] }>('GET', '/v1/keys', secretKey, undefined)
  const actorId = decodeId('key', key.data.find(one => one.kind === 'secret')!.id)!
  await inside.close()

  const entered: OpenProgram = { ...program, actor: { kind: 'key', id: actorId, name: null, store: null } }
  const file = new NativeFile(fileOf({ dataDir, id }), { cacheMiB: 2_048 })
  const ids = await generateMembers(inside, entered, file, members)
  const receipts = await generateReceipts(inside, entered, file, ids, tell)
  file.run([putClock({ clockAt: LAST_AT })])
  file.close()
  const sample = Array.from({ length: Math.min(1_000, members) }, (_, i) =>
    encodeId('mem', ids[Math.floor((i * members) / Math.min(1_000, members))]!),
  )
  return { dataDir, id, secretKey, members, receipts, seconds: (Date.now() - started) / 1000, sample }
}

/**
 * The program of that many members in a folder, made where it is not there yet: members and receipts in the product's
 * own rows, by its own decisions and statements, straight into the file.
 */
export const scaleProgram = async (
  folder: string,
  members: number,
  tell: (done: number, of: number) => void,
): Promise<ScaleProgram> => {
  const dataDir = join(folder, String(members))
  const done = join(dataDir, 'scale.json')
  if (existsSync(done)) return { ...(JSON.parse(readFileSync(done, 'utf8')) as ScaleProgram), dataDir }
  rmSync(dataDir, { recursive: true, force: true })
  mkdirSync(dataDir, { recursive: true })
  const made = await make(dataDir, members, tell)
  writeFileSync(done, JSON.stringify(made))
  return made
}

export const bytesOf = (program: ScaleProgram): number => statSync(fileOf(program)).size
