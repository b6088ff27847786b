import type { Database, ProgramDatabases } from '@laurel/db'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { receipt, testApi, type TestApi, type TestProgram } from '../../../test/test-api.ts'

/** Rows of quoted or plain fields without line breaks in them. */
const rowsOf = (csv: string): Record<string, string>[] => {
  const [head, ...lines] = csv.trimEnd().split('\r\n')
  const names = head!.slice(1).split(',')
  return lines.map(line => Object.fromEntries(line.split(',').map((value, i) => [names[i]!, value])))
}

interface Posting {
  readonly account: string
  readonly unit: string
  readonly amount: number
}

const sums = (rows: readonly (readonly [string, number])[]): Record<string, number> => {
  const held: Record<string, number> = {}
  for (const [account, amount] of rows) held[account] = (held[account] ?? 0) + amount
  return Object.fromEntries(Object.entries(held).filter(([, amount]) => amount !== 0))
}

/** So many receipts, in turn of each member. */
const manyReceipts = async (program: TestProgram, members: readonly { id: string }[], count: number): Promise<void> => {
  const purchases = Array.from({ length: count }, (_, i) =>
    receipt(members[i % members.length]!, 1, '2026-03-10T10:00:00+08:00'),
  )
  for (let sent = 0; sent < count; sent += 400)
    await program.ok(200, 'POST', '/v1/purchases/batch', { purchases: purchases.slice(sent, sent + 400) })
}

describe('the whole journal as a file', () => {
  let api: TestApi
  let program: TestProgram
  const members: { id: string }[] = []
  /** Called with every read of the export, before it. */
  let beforeRead = async (): Promise<void> => undefined

  const watched = (database: Database): Database => ({
    read: async statements => {
      await beforeRead()
      return database.read(statements)
    },
    commit: statements => database.commit(statements),
    close: () => database.close(),
  })
  const watching = (databases: ProgramDatabases): ProgramDatabases => ({
    control: () => databases.control(),
    open: id => databases.open(id),
    reader: async id => watched(await databases.reader(id)),
    create: id => databases.create(id),
    migrateControl: () => databases.migrateControl(),
    close: () => databases.close(),
  })

  beforeAll(async () => {
    api = await testApi(watching)
    program = await api.program('wanqian', '2026-03-12T12:00:00+08:00')
    for (let i = 0; i < 3; i++) members.push(await program.member())
    for (const member of members) {
      await program.buy(member, 129.9, '2026-03-10T23:59:59+08:00')
      await program.buy(member, 1000, '2026-03-11T00:00:00+08:00')
      await program.buy(member, 20, '2026-03-11T09:00:00+08:00', {
        tenders: [
          { kind: 'memberCash', amount: 25 },
          { kind: 'cash', amount: 1975 },
        ],
      })
    }
  })
  afterAll(() => api.close())

  const fetchJournal = async (query: string) => {
    const answer = await program.call('GET', `/v1/ledger/journal?${query}`)
    expect(answer.status, answer.text).toBe(200)
    return answer
  }

  test('JSON is one array of every member’s transactions, in the order of each member’s ledger', async () => {
    const answer = await fetchJournal('')
    expect(answer.headers.get('content-type')).toBe('application/json')
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="journal-${program.id}.json"`)
    for (const member of members) {
      const own = answer.body.filter((entry: { memberId: string }) => entry.memberId === member.id)
      const ledger = await program.ledger(member)
      expect(own.map(({ memberId: _, on: __, ...entry }: Record<string, unknown>) => entry)).toEqual(
        ledger.toReversed().map(({ by: _, ...entry }) => entry),
      )
    }
    expect(answer.body).toHaveLength((await program.trialBalance()).transactions)
  })

  test('CSV has a byte order mark and one posting a row, and adds up to the trial balance', async () => {
    const answer = await fetchJournal('format=csv')
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    const bytes = await (
      await api.app.request('http://laurel.test/v1/ledger/journal?format=csv', {
        headers: { authorization: `Bearer ${program.key}` },
      })
    ).arrayBuffer()
    expect([...new Uint8Array(bytes.slice(0, 3))]).toEqual([0xef, 0xbb, 0xbf])
    const rows = rowsOf(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes))
    const found = sums(
      rows.map(({ account, unit, amount }) => [
        `${account} ${unit}`,
        unit === 'points' ? Number(amount) : Math.round(Number(amount) * 100),
      ]),
    )
    const { units } = await program.trialBalance()
    const ours = Object.entries<{ accounts: Record<string, number> }>(units).flatMap(([unit, { accounts }]) =>
      Object.entries(accounts).map(([account, amount]) => [`${account} ${unit}`, amount] as const),
    )
    expect(found).toEqual(sums(ours))
    expect(rows.find(({ unit, account }) => unit === 'memberCash' && account === 'program:sales')).toMatchObject({
      amount: '0.25',
      currency: 'CNY',
      date: '2026-03-11',
    })
  })

  test('hledger’s text says the same as JSON, posting by posting, with each unit a commodity of its own', async () => {
    const { text, headers } = await fetchJournal('format=hledger')
    expect(headers.get('content-type')).toBe('text/plain; charset=utf-8')
    const { body } = await fetchJournal('format=json')
    const postings = [...text.matchAll(/^ {4}(\S+) {2}(\S+) (\S+)$/gm)].map(([, ...parts]) => parts.join(' '))
    const commodity: Record<string, string> = { points: 'POINTS', memberCash: '"CNY.memberCash"' }
    const expected = body.flatMap((entry: { memberId: string; postings: Posting[] }) =>
      entry.postings.map(({ account, unit, amount }) => {
        const name = account.startsWith('member:') ? `${account}:${entry.memberId}` : account
        const shown = unit === 'points' ? String(amount) : (amount / 100).toFixed(2)
        return `${name} ${shown} ${commodity[unit]}`
      }),
    )
    expect(postings).toEqual(expected)
    const heads = [...text.matchAll(/^(\d{4}-\d\d-\d\d) \((txn_\w+)\) (\w+)$/gm)].map(([, ...parts]) => parts)
    expect(heads).toEqual(body.map(({ on, id, kind }: { on: string; id: string; kind: string }) => [on, id, kind]))
    expect(text).toMatch(new RegExp(`; ${body.length} transactions, to the end\n$`))
    expect(text).toContain(`    ; because: purchase ${body[0].because.id}\n`)
  })

  test('from and to are business days of the program, both included', async () => {
    const days = async (query: string) => [
      ...new Set((await fetchJournal(query)).body.map(({ on }: { on: string }) => on)),
    ]
    expect(await days('from=2026-03-10&to=2026-03-10')).toEqual(['2026-03-10'])
    expect(await days('from=2026-03-11')).toEqual(['2026-03-11'])
    expect(await days('to=2026-03-10')).toEqual(['2026-03-10'])
    expect(await days('from=2026-03-12')).toEqual([])
    const empty = await fetchJournal('format=hledger&from=2026-03-12')
    expect(empty.text).toContain('; 0 transactions, to the end')
    const refused = await program.problem(
      400,
      'malformed_request',
      'GET',
      '/v1/ledger/journal?from=2026-03-12&to=2026-03-11',
    )
    expect(refused.errors).toEqual([{ path: 'to', message: 'must not be before from' }])
  })

  test('what is recorded while the file is read is not in it, and no member’s journal has a hole', async () => {
    const before = await fetchJournal('')
    const late: string[] = []
    beforeRead = async () => {
      beforeRead = async () => undefined
      for (const member of members)
        late.push((await program.buy(member, 50, '2026-03-12T10:00:00+08:00')).id.replace('pur_', 'txn_'))
    }
    const during = await fetchJournal('')
    expect(late).toHaveLength(members.length)
    expect(during.text).toBe(before.text)
    const after = await fetchJournal('')
    expect(after.body.map(({ id }: { id: string }) => id)).toEqual(expect.arrayContaining(late))
  })

  test('a journal of more than a page is whole, each transaction once', async () => {
    const long = await api.program('boutique', '2026-03-12T12:00:00+08:00')
    const buyers = [await long.member(), await long.member(), await long.member()]
    await manyReceipts(long, buyers, 1600)
    const { body } = await long.call('GET', '/v1/ledger/journal')
    expect(new Set(body.map(({ id }: { id: string }) => id)).size).toBe(1600)
    expect(body).toHaveLength(1600)
    const { text } = await long.call('GET', '/v1/ledger/journal?format=hledger')
    expect(text).toContain('; 1600 transactions, to the end')
  })

  test('a database that fails under way breaks the file off: half of it is never taken for the whole', async () => {
    const long = await api.program('boutique', '2026-03-12T12:00:00+08:00')
    await manyReceipts(long, [await long.member()], 600)
    let reads = 0
    beforeRead = async () => {
      if (++reads === 2) throw new Error('the disk has gone')
    }
    const answer = await api.app.request('http://laurel.test/v1/ledger/journal?format=csv', {
      headers: { authorization: `Bearer ${long.key}` },
    })
    expect(answer.status).toBe(200)
    await expect(answer.text()).rejects.toThrow('the disk has gone')
    beforeRead = async () => {
      throw new Error('the disk has gone')
    }
    const refused = await long.call('GET', '/v1/ledger/journal?format=csv')
    beforeRead = async () => undefined
    expect(refused.status).toBe(500)
    expect(refused.body.code).toBe('internal_error')
    expect(refused.text).not.toContain('disk')
  })

  test('a reader that goes away early leaves the rest unread', async () => {
    let reads = 0
    beforeRead = async () => void reads++
    const answer = await api.app.request('http://laurel.test/v1/ledger/journal', {
      headers: { authorization: `Bearer ${program.key}` },
    })
    await answer.body!.cancel()
    beforeRead = async () => undefined
    expect(reads).toBe(1)
  })

  test('a store’s key does not take the whole program’s journal away', async () => {
    const { key } = await program.ok(201, 'POST', '/v1/keys', { kind: 'secret', store: 'beijing-1' })
    await api.problem(403, 'store_not_allowed', 'GET', '/v1/ledger/journal', { key })
  })
})
