import { createHash, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { parseCdnow } from './cdnow-file.ts'
import { cdnowReceipts, expectedOf, memberExternalId, sumOf, type Expected } from './cdnow-receipt.ts'
import { cdnowRules, clock } from './cdnow-rules.ts'
import { checkBooks } from './check-books.ts'
import { inParallel } from './in-parallel.ts'
import { LaurelClient, LaurelError } from './laurel-client.ts'
import { lanesOf, loadReceipts } from './load-receipts.ts'
import { Progress } from './progress.ts'
import { readState, writeState, type LoadState } from './load-state.ts'

const lanesAtOnce = 4
const requestsAtOnce = 16

export interface LoadOptions {
  readonly file: string
  readonly state: string
  readonly url: string
  readonly operatorKey: string
}

/** The program of this load: the one begun before, or a new one. */
async function openProgram(options: LoadOptions, state: LoadState): Promise<LoadState & { secretKey: string }> {
  if (state.secretKey !== null) return { ...state, secretKey: state.secretKey }
  const made = await new LaurelClient(options.url, options.operatorKey).call<{ id: string; secretKey?: string }>(
    'POST',
    '/v1/programs',
    {
      body: { name: 'CDNOW', mode: 'test', rules: cdnowRules },
      idempotencyKey: state.creation,
    },
  )
  // A key is shown once. If the load was cut off between the program's birth and the note of its key, the program is
  // empty and nobody can open it: the load begins with another one.
  if (made.secretKey === undefined) {
    const again = { ...state, creation: randomUUID() }
    writeState(options.state, again)
    return openProgram(options, again)
  }
  const opened = { ...state, programId: made.id, secretKey: made.secretKey }
  writeState(options.state, opened)
  return opened
}

/** Sets the program's clock to the day after the file's last receipt; it is there already when the load goes on. */
async function setClock(client: LaurelClient, state: string): Promise<void> {
  const program = await client.call<{ now: string }>('GET', '/v1/program').catch((error: unknown) => {
    if (error instanceof LaurelError && error.status === 401)
      throw new Error(`this server does not know the program that ${state} tells of; move that file away to load anew`)
    throw error
  })
  if (Date.parse(program.now) !== Date.parse(clock))
    await client.call('POST', '/v1/program/clock', { body: { now: clock } })
}

/** Makes a member of every customer; made once, however often this runs. */
async function loadMembers(client: LaurelClient, customers: readonly string[]): Promise<Map<string, string>> {
  const members = new Map<string, string>()
  const progress = new Progress('members', customers.length)
  await inParallel(customers, requestsAtOnce, async customer => {
    const externalId = memberExternalId(customer)
    const { id } = await client.call<{ id: string }>('POST', '/v1/members', {
      body: { externalId },
      idempotencyKey: externalId,
    })
    members.set(customer, id)
    progress.add(1)
  })
  return members
}

/** What was loaded, from the file alone, and each difference from it in the books: none, when all is well. */
export interface Loaded extends Expected {
  readonly members: number
  readonly differences: readonly string[]
}

/**
 * Loads a CDNOW file into a program of its own, or goes on with a load that was cut off; then checks the books.
 * @throws CdnowFileError, LaurelError, or an Error that says what to do
 */
export async function loadCdnow(options: LoadOptions): Promise<Loaded> {
  const text = readFileSync(options.file, 'utf8')
  const rows = parseCdnow(text)
  const expected = expectedOf(rows)
  const lanes = lanesOf(cdnowReceipts(rows), lanesAtOnce)
  const file = createHash('sha256').update(text).digest('hex')

  const health = await fetch(`${options.url}/v1/health`).catch(() => null)
  if (!health?.ok)
    throw new Error(`there is no Laurel at ${options.url}; \`npm start\` starts one, and LAUREL_URL names another`)

  const begun = readState(options.state)
  if (begun && (begun.file !== file || begun.url !== options.url || begun.done.length !== lanes.length))
    throw new Error(`${options.state} is the state of another load (${begun.url}); name another file with --state`)
  const fresh: LoadState = {
    url: options.url,
    file,
    creation: randomUUID(),
    programId: null,
    secretKey: null,
    done: lanes.map(() => 0),
  }
  if (!begun) writeState(options.state, fresh)
  const state = await openProgram(options, begun ?? fresh)
  console.log(`${begun ? 'going on with' : 'loading into'} program ${state.programId} at ${options.url}`)

  const client = new LaurelClient(options.url, state.secretKey)
  await setClock(client, options.state)
  const members = await loadMembers(client, [...expected.keys()])
  const recorded = state.done.reduce((sum, n) => sum + n, 0)
  await loadReceipts(client, lanes, members, state.done, new Progress('receipts', rows.length, recorded), done =>
    writeState(options.state, { ...state, done }),
  )
  const differences = await checkBooks(
    client,
    members,
    expected,
    new Progress('members checked', expected.size),
    requestsAtOnce,
  )
  return { ...sumOf(expected.values()), members: expected.size, differences }
}
