import { afterAll, describe, expect, test } from 'vitest'
import { differencesOf } from '../../../test/crimes.ts'
import { importFile, workOff } from '../../../test/import-file.ts'
import { HOST, testApi, type TestProgram, type Wire } from '../../../test/test-api.ts'
import { cutAfter, cutBefore, refuse, succeed, watchedDatabases } from '../../../test/watched-databases.ts'
import { continueProgram, turnBudget } from '../../platform/jobs/continue-program.ts'

const databases = watchedDatabases()
const api = await testApi(databases.wrap)
afterAll(api.close)

const program = async () => {
  const p = await api.program('wangfujing', '2026-03-10T23:00:00+08:00')
  await importFile(api, p, 'kind=members', `externalId\n${numbers.map(i => `m${i}`).join('\n')}\n`)
  return p
}

const numbers = Array.from({ length: 130 }, (_, i) => i)
const rowsOf = (header: string, row: (i: number) => string) => `${header}\n${numbers.map(row).join('\n')}\n`

const FILES: Readonly<Record<string, string>> = {
  members: rowsOf('externalId,phone', i => `${i % 2 === 0 ? 'm' : 'n'}${i},${13900000000 + i}`),
  purchases: rowsOf(
    'externalId,memberExternalId,occurredAt,store,sku,unitPrice,tender',
    i => `r${i},m${i % 40},2026-03-10 10:00,s,A1,100.00,cash`,
  ),
  openingBalances: rowsOf('memberExternalId,unit,amount', i => `m${i},points,${i + 1}`),
  tiers: rowsOf('memberExternalId,tier,validThrough', i => `m${i},WE,2026-12-31`),
  pastPurchases: rowsOf(
    'externalId,memberExternalId,occurredAt,store,sku,unitPrice,tender',
    i => `r${i},m${i % 40},2025-03-10 10:00,s,A1,100.00,cash`,
  ),
}

type Way = Parameters<typeof databases.next>[number]

/** The process dies before a commit is sent, once it stands, or the line is cut with its outcome unknown. */
const die = refuse(new Error('killed'))
const WAYS: readonly Way[] = [
  die,
  async commit => {
    await commit()
    throw new Error('killed')
  },
  cutAfter,
  cutBefore,
]
/** So many of the next commits go the same way. */
const times = (count: number, way: Way): readonly Way[] => Array.from({ length: count }, () => way)

/** Works an import off, where each turn is cut off at another of its commits, in another way. */
const workOffCut = async (p: TestProgram, deps = api.deps): Promise<number> => {
  let cuts = 0
  for (let turn = 0; ; turn++) {
    if (turn > 200) throw new Error('the work does not end')
    databases.next(...times(turn % 5, succeed), WAYS[turn % WAYS.length]!, ...times(100, die))
    let isMore = true
    try {
      isMore = await continueProgram(deps, p.id, turnBudget(deps))
    } catch {
      cuts++
    }
    databases.heal()
    // What a dead process had in hand is free after a while.
    api.passSeconds(121)
    const open = (await p.ok(200, 'GET', '/v1/imports')).data.some(
      ({ doneAt, undo }: Wire) => doneAt === null || undo?.doneAt === null,
    )
    if (!open && !isMore) return cuts
    if (!open) {
      await workOff(api, p.id)
      return cuts
    }
  }
}

const told = ({ rows, done, created, updated, rejected, status }: Wire) => ({
  rows,
  done,
  created,
  updated,
  rejected,
  status,
})

const standOf = async (p: TestProgram) => {
  const { units, transactions } = await p.trialBalance()
  const members = (await p.call('GET', '/v1/exports/members')).text
    .split('\r\n')
    .map(line => line.split(',').slice(2).join())
    .toSorted()
  return { units, transactions, members }
}

describe('an import whose turns are cut off', () => {
  test.each(Object.keys(FILES))('of %s loses no row and does none twice, wherever that is', async kind => {
    const [whole, cut] = [await program(), await program()]
    const done = await importFile(api, whole, `kind=${kind}`, FILES[kind]!)
    const { id } = await cut.ok(202, 'POST', `/v1/imports?kind=${kind}`, undefined, { csv: FILES[kind]! })
    expect(await workOffCut(cut)).toBeGreaterThan(2)
    expect(told(await cut.ok(200, 'GET', `/v1/imports/${id}`))).toEqual(told(done))
    expect(await standOf(cut)).toEqual(await standOf(whole))
    const reconciled = async (p: TestProgram, import_: string) =>
      (await p.ok(200, 'GET', `/v1/imports/${import_}/reconciliation`)).measures
    expect(await reconciled(cut, id)).toEqual(await reconciled(whole, done.id))
    expect(await differencesOf(api, cut)).toBe('')
  })
})

describe('an undo whose turns are cut off', () => {
  test.each(Object.keys(FILES))('of %s undoes every row, and none twice, wherever that is', async kind => {
    const p = await program()
    const before = await standOf(p)
    const { id } = await importFile(api, p, `kind=${kind}`, FILES[kind]!)
    await p.ok(202, 'POST', `/v1/imports/${id}/undo`)
    const kept = new Set<string>()
    const deps = { ...api.deps, keepErasure: async (_: string, memberId: string) => void kept.add(memberId) }
    expect(await workOffCut(p, deps)).toBeGreaterThan(2)
    const { status, undo } = await p.ok(200, 'GET', `/v1/imports/${id}`)
    expect({ status, ...undo }).toMatchObject({ status: 'undone', standing: 0, erased: 0 })
    expect(undo.undone).toBe(undo.rows)
    const { units, members } = await standOf(p)
    expect(members).toEqual(before.members)
    for (const unit of Object.values<Wire>(units)) expect(unit).toMatchObject({ sum: 0, memberLiability: 0 })
    // Whom a row had made is erased, also where a backup is restored.
    expect(kept.size).toBe(kind === 'members' ? 65 : 0)
    expect(await differencesOf(api, p)).toBe('')
  })
})

describe('an import that can never go on', () => {
  test('fails, is told so, and stands in nobody’s way', async () => {
    const p = await program()
    const send = () => p.ok(202, 'POST', '/v1/imports?kind=members', undefined, { csv: FILES['members']! })
    const [first, second] = [await send(), await send()]
    const { goOn } = api.deps.imports
    const broken = {
      ...api.deps,
      secrets: { ...api.deps.secrets, open: () => Promise.reject(new Error('no such key')) },
    }
    await expect(goOn(broken, p.id, turnBudget(api.deps))).rejects.toThrow('no such key')
    await workOff(api, p.id)
    expect(await p.ok(200, 'GET', `/v1/imports/${first.id}`)).toMatchObject({ status: 'failed', created: 0 })
    expect(await p.ok(200, 'GET', `/v1/imports/${second.id}`)).toMatchObject({ status: 'done', created: 65 })
    await p.problem(409, 'import_over', 'POST', `/v1/imports/${first.id}/cancel`)
  })
})

const countRows = async (p: TestProgram): Promise<unknown> => {
  const database = await api.databases.open(p.id)
  const [rows] = await database.read([{ sql: 'SELECT count(*) FROM import_rows', args: [] }])
  return Object.values(rows![0]!)[0]
}

describe('a file that breaks off while it comes in', () => {
  const long = new TextEncoder().encode(`externalId,name\n${'x,王芳 of a long name\n'.repeat(60_000)}`)
  const broken = (p: TestProgram) =>
    api.app.request(`${HOST}/v1/imports?kind=members`, {
      method: 'POST',
      headers: { authorization: `Bearer ${p.key}`, 'content-type': 'text/csv' },
      body: new ReadableStream({
        start: controller => controller.enqueue(long),
        pull: controller => controller.error(new Error('cut')),
      }),
      duplex: 'half',
    } as RequestInit)

  test('leaves nothing of it, and no import', async () => {
    const p = await program()
    expect((await broken(p)).status).toBe(400)
    expect(await countRows(p)).toBe(0)
    expect((await p.ok(200, 'GET', '/v1/imports')).data).toHaveLength(1)
  })

  test('is forgotten a day later where its process was killed', async () => {
    const p = await program()
    databases.next(succeed, ...times(50, die))
    await broken(p)
    databases.heal()
    expect(await countRows(p)).not.toBe(0)
    api.passSeconds(25 * 60 * 60)
    await importFile(api, p, 'kind=members', FILES['members']!)
    expect(await countRows(p)).toBe(0)
  })
})

describe('somebody who is erased while a file waits', () => {
  test('does not come back with it', async () => {
    const p = await api.program('wangfujing', '2026-03-10T23:00:00+08:00')
    const { id } = await p.member({ phone: '13812340001', externalId: 'a', name: '王芳' })
    const csv = 'externalId,name,phone\na,王芳,\nb,王芳,13812340001\nc,李雷,13812340002\n'
    const waiting = await p.ok(202, 'POST', '/v1/imports?kind=members', undefined, { csv })
    await p.ok(200, 'DELETE', `/v1/members/${id}`)
    await workOff(api, p.id)
    const done = await p.ok(200, 'GET', `/v1/imports/${waiting.id}`)
    expect(done.rejected.map(({ row, code }: Wire) => [row, code])).toEqual([
      [1, 'member_erased'],
      [2, 'member_erased'],
    ])
    expect(done.created).toBe(1)
    // A file that is sent afterwards is of somebody who comes again.
    expect((await importFile(api, p, 'kind=members', csv)).created).toBe(2)
  })
})
