import { createHash } from 'node:crypto'
import { OPERATOR_KEY, testProcess, type Answer } from '@laurel/api/testing'
import { encodeId } from '@laurel/core'
import { verifyProgram, type Database } from '@laurel/db'
import { temporaryDatabases, type TemporaryDatabases } from '@laurel/db/testing'
import { documents } from '../model/documents.ts'
import { chanceFrom } from './chance.ts'
import { cryptoOneByOne } from './one-by-one.ts'
import { FAULTS, faultyStorage, type Fault, type Weather } from './faulty-storage.ts'
import { COUPON, KINDS, learn, newMessage, survivorOf, type Kind, type Known, type Message } from './messages.ts'
import { expectAnswersTrue, type Merge, type Reading } from './oracle.ts'
import { makeTurns } from './turns.ts'

type Call = Awaited<ReturnType<typeof testProcess>>

/** The server processes of a simulation, two at a time: who dies is replaced by a fresh one. */
interface Process {
  readonly number: number
  readonly call: Call
  /** What it was sent and has not answered. */
  readonly asked: Set<Message>
  isDead: boolean
}

const PROCESSES = 2
const BEGIN = Date.parse('2025-11-03T04:30:00Z')
const REAL_BEGIN = Date.parse('2026-11-22T02:00:00Z')
const MOST_AT_ONCE = 8
/** More turns than any run takes. */
const TURNS = 100_000

/** All that a simulation runs on, made from its seed. */
const makeWorld = (seed: number, databases: TemporaryDatabases) => {
  const order = chanceFrom(seed)
  // Apart, so that a change of one does not shift the other.
  const [bytes, faults] = [chanceFrom(seed + 1), chanceFrom(seed + 2)]
  const turns = makeTurns(order)
  const weather: Weather = {
    healed: true,
    struck: Object.fromEntries(FAULTS.map(fault => [fault, 0])) as Weather['struck'],
  }
  const processes: Process[] = []
  let [now, started] = [REAL_BEGIN, 0]

  const start = async (): Promise<Process> => {
    const number = started++
    const die = () => {
      turns.kill(number)
      process.isDead = true
    }
    const storage = faultyStorage(databases, { number, turns, chance: faults, weather, die })
    const process: Process = {
      number,
      asked: new Set(),
      isDead: false,
      call: await testProcess({
        databases: storage,
        now: () => now,
        randomBytes: bytes.bytes,
        pause: () => turns.wait(number, async () => {}),
      }),
    }
    return process
  }

  return {
    order,
    turns,
    weather,
    processes,
    passTime: () => void (now += order.below(400)),
    /** As many processes as there should be. */
    replaceTheDead: async () => {
      for (let place = 0; place < PROCESSES; place++)
        if (processes[place]?.isDead !== false) processes[place] = await start()
    },
    died: () => started - PROCESSES,
  }
}

type World = ReturnType<typeof makeWorld>

/** Waits for an answer while all else takes its turns. */
const drive = async <T>({ turns, passTime }: World, asked: Promise<T>): Promise<T> => {
  let settled = false
  const watched = asked.finally(() => (settled = true))
  for (let turn = 0; turn < TURNS; turn++) {
    await turns.rest()
    if (settled) return watched
    passTime()
    if (!(await turns.letOneGo())) break
  }
  throw new Error('asked, and never answered')
}

interface Program {
  readonly id: string
  readonly key: string
}

const setUp = async (world: World): Promise<Program> => {
  await world.replaceTheDead()
  const { call } = world.processes[0]!
  const ask = async (method: string, path: string, body: unknown, key: string) => {
    const answer = await drive(world, call(method, path, { key, body }))
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.text}`)
    return answer.body
  }
  const rules = documents.wanqian
  const made = await ask('POST', '/v1/programs', { name: 'simulated', mode: 'test', rules }, OPERATOR_KEY)
  const key: string = made.secretKey
  await ask('POST', '/v1/program/clock', { now: new Date(BEGIN).toISOString() }, key)
  await ask('POST', '/v1/rewards', { code: 'mug', name: { en: 'Mug' }, points: 50, stock: 12, perMember: 4 }, key)
  await ask('POST', '/v1/coupons', COUPON, key)
  return { id: made.id, key }
}

/** What no client was told wrongly: refusals that the present state of things may bring about. */
const REFUSALS = new Set([
  'insufficient_points',
  'insufficient_member_cash',
  'insufficient_prepaid',
  'redemption_collected',
  'coupon_withdrawn',
  'coupon_used',
  'tier_not_by_hand',
  'topup_spent',
  'out_of_stock',
  'per_member_limit',
  'redemption_cancelled',
  'reservation_lapsed',
  'return_exceeds_purchase',
  'already_used',
  'clock_backwards',
  'occurred_in_future',
  'member_exists',
  'member_merged',
  'prepaid_cap_exceeded',
  'prepaid_left',
])
/** After these nobody knows what became of it: an answer that was given is not shown again of who is erased. */
const UNHEARD = new Set(['busy', 'outcome_unknown', 'member_erased'])

const hear = (known: Known, message: Message, { status, body, text }: Answer): void => {
  message.onTheirWay--
  if (status < 300) {
    const before = message.answer
    // Who a member is changes with merges.
    if (before && before.id !== body.id && !['enrol', 'merge'].includes(message.kind))
      throw new Error(`${message.key} was done twice: ${before.id}, ${body.id}`)
    if (before) return
    message.answer = body
    learn(known, message, body)
    return
  }
  // By the time of a merge both may be one.
  if (REFUSALS.has(body?.code) || (message.kind === 'merge' && body?.code === 'invalid_request')) {
    if (message.onTheirWay === 0) message.refusal = body.code
  } else if (!UNHEARD.has(body?.code))
    throw new Error(`${message.key} ${message.path} ${JSON.stringify(message.body)} was answered ${status} ${text}`)
}

/** The clock's messages that anybody was ever sent. */
const isClockMoved = ({ messages }: Known): boolean => messages.some(({ kind, sent }) => kind === 'clock' && sent > 0)

/** A test clock on its way over a midnight does that night's work before it is there: new rules come before it or not at all. */
const wouldMeet = ({ processes }: World, known: Known, { kind }: Message): boolean =>
  kind === 'changeRules'
    ? isClockMoved(known)
    : kind === 'clock' &&
      processes.some(({ asked, isDead }) => !isDead && [...asked].some(one => one.kind === 'changeRules'))

/** Sends a message to one of the processes; where that dies, nobody knows what became of it. */
const send = (world: World, { key }: Program, known: Known, message: Message, failed: (error: Error) => void): void => {
  const process = world.order.pick(world.processes)
  if (wouldMeet(world, known, message)) return
  message.onTheirWay++
  message.sent++
  message.refusal = null
  process.asked.add(message)
  const { method, path, body } = message
  process
    .call(method, path, { key, body, idempotencyKey: message.key })
    .then(answer => hear(known, message, answer))
    .catch(failed)
    .finally(() => process.asked.delete(message))
}

const READS = ['summary', 'ledger', 'purchases'] as const

const read = (
  world: World,
  { key }: Program,
  known: Known,
  readings: Reading[],
  failed: (error: Error) => void,
): void => {
  const { order, processes } = world
  const [member, what] = [order.pick(known.members), order.pick(READS)]
  const isTheirs = (other: string) => survivorOf(known, other) === survivorOf(known, member)
  const acknowledged = known.messages.filter(one => one.answer && one.members.some(isTheirs))
  const begun = readings.filter(one => one.member === member)
  order
    .pick(processes)
    .call('GET', `/v1/members/${member}/${what}?limit=100`, { key })
    .then(({ status, body }) => {
      const isErased = body?.code === 'member_erased'
      if (status === 200 || isErased)
        readings.push({ member, what, body: isErased ? null : body, acknowledged, after: begun.length })
      else if (!UNHEARD.has(body?.code)) throw new Error(`reading ${what} was answered ${status}`)
    })
    .catch(failed)
}

/** Every row of every table but the one that says when the storage, by its own clock, made the tables. */
const rowsOf = async (database: Database): Promise<Record<string, unknown>> => {
  const [tables] = await database.read([
    {
      sql: `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
        AND name <> 'laurel_migrations' ORDER BY name`,
      args: [],
    },
  ])
  const names = tables!.map(([name]) => String(name))
  const all = await database.read(names.map(name => ({ sql: `SELECT * FROM "${name}"`, args: [] })))
  const text = (row: readonly unknown[]) =>
    JSON.stringify(row.map(value => (value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value)))
  return Object.fromEntries(names.map((name, i) => [name, all[i]!.map(text).toSorted()]))
}

const mergesOf = async (database: Database): Promise<readonly Merge[]> => {
  const [rows] = await database.read([{ sql: 'SELECT from_id, into_id, id FROM merges ORDER BY id', args: [] }])
  return rows!.map(([from, into, id]) => ({
    from: encodeId('mem', Number(from)),
    into: encodeId('mem', Number(into)),
    transaction: encodeId('txn', Number(id)),
  }))
}

/** What a run came to. */
export interface Simulated {
  /** SHA-256 over every row of both databases, the program's and the control database. */
  readonly hash: string
  readonly counts: {
    readonly messages: number
    readonly answered: number
    readonly unheard: number
    readonly readings: number
    readonly crashes: number
    /** Messages that were sent once more, while another of them was on its way or after it was answered. */
    readonly doubled: number
    readonly faults: Readonly<Record<Fault, number>>
    /** How many of each kind were answered well. */
    readonly done: Readonly<Record<Kind, number>>
  }
}

const runThrough = async (world: World, program: Program, known: Known, readings: Reading[], count: number) => {
  const { order, turns, weather } = world
  let failure: Error | null = null
  const failed = (error: Error) => void (failure ??= error)
  weather.healed = false
  for (let turn = 0, sent = 0; sent < count || turns.waiting() > 0; turn++) {
    if (turn === TURNS) throw new Error('the run does not end')
    await world.replaceTheDead()
    await turns.rest()
    if (failure) throw failure
    world.passTime()
    const mayStart = sent < count && turns.waiting() < MOST_AT_ONCE
    if (mayStart && (turns.waiting() === 0 || order.percent(25))) {
      sent++
      if (order.percent(25)) read(world, program, known, readings, failed)
      else {
        const again = known.messages.length > 0 && order.percent(25)
        send(world, program, known, again ? order.pick(known.messages) : newMessage(known, order), failed)
      }
    } else await turns.letOneGo()
  }
  weather.healed = true
  await world.replaceTheDead()
  // Most clients send until they are answered; some never come back.
  for (const message of known.messages)
    if (!message.answer && order.percent(80) && !wouldMeet(world, known, message)) {
      message.onTheirWay++
      const { method, path, body } = message
      const { call } = order.pick(world.processes)
      hear(
        known,
        message,
        await drive(world, call(method, path, { key: program.key, body, idempotencyKey: message.key })),
      )
    }
  if (failure) throw failure
}

/** What was decided before a midnight and written after it may have come into a lot that had lapsed: the next night clears it. */
const letANightPass = async (world: World, program: Program, known: Known): Promise<void> => {
  const { call } = world.processes[0]!
  const now = new Date(known.clock + 86_400_000).toISOString()
  const moved = await drive(world, call('POST', '/v1/program/clock', { key: program.key, body: { now } }))
  if (moved.status !== 200) throw new Error(`the night answered ${moved.status} ${moved.text}`)
}

/** Plays what a seed says: so many messages and readings, among faults and deaths; the books are true at the end. */
export const simulate = async (seed: number, count: number): Promise<Simulated> => {
  const databases = await temporaryDatabases()
  const world = makeWorld(seed, databases)
  const restore = cryptoOneByOne(world.turns)
  try {
    const program = await setUp(world)
    const known: Known = {
      messages: [],
      members: [],
      erased: new Set(),
      survivors: new Map(),
      purchases: [],
      redemptions: [],
      topUps: [],
      coupons: [],
      clock: BEGIN,
    }
    for (let i = 0; i < 3; i++) await enrolFirst(world, program, known)
    const readings: Reading[] = []
    await runThrough(world, program, known, readings, count)
    await letANightPass(world, program, known)
    const database = await databases.open(program.id)
    const get = (path: string) => drive(world, world.processes[0]!.call('GET', path, { key: program.key }))
    const [members] = await database.read([{ sql: 'SELECT count(*) FROM members', args: [] }])
    await expectAnswersTrue(known, readings, {
      get,
      members: Number(members![0]![0]),
      merges: await mergesOf(database),
    })
    const { differences } = await verifyProgram(database)
    if (differences.length > 0) throw new Error(`the books are wrong: ${JSON.stringify(differences)}`)
    const rows = { control: await rowsOf(await databases.control()), program: await rowsOf(database) }
    return {
      hash: createHash('sha256').update(JSON.stringify(rows)).digest('hex'),
      counts: {
        messages: known.messages.length,
        answered: known.messages.filter(message => message.answer).length,
        unheard: known.messages.filter(message => !message.answer && !message.refusal).length,
        readings: readings.length,
        crashes: world.died(),
        doubled: known.messages.filter(message => message.sent > 1).length,
        faults: world.weather.struck,
        done: Object.fromEntries(
          KINDS.map(kind => [kind, known.messages.filter(one => one.kind === kind && one.answer).length]),
        ) as Record<Kind, number>,
      },
    }
  } finally {
    restore()
    await databases.close()
  }
}

const enrolFirst = async (world: World, program: Program, known: Known): Promise<void> => {
  const message: Message = {
    kind: 'enrol',
    key: `first-${known.messages.length}`,
    method: 'POST',
    path: '/v1/members',
    body: { name: '韩梅梅', birthday: '1988-02-29' },
    members: [],
    onTheirWay: 1,
    sent: 1,
    answer: null,
    refusal: null,
  }
  known.messages.push(message)
  const { path, body, key: idempotencyKey } = message
  const { call } = world.processes[0]!
  hear(known, message, await drive(world, call('POST', path, { key: program.key, body, idempotencyKey })))
}
