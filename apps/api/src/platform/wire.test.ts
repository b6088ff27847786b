import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { expectProblem } from '../../test/expect-problem.ts'
import { HOST, receipt, testApi, type Wire } from '../../test/test-api.ts'

const api = await testApi()
afterAll(api.close)
const p = await api.program('wanqian', '2026-03-10T23:00:00+08:00')
const member = await p.member()
const at = '2026-03-10T10:00:00+08:00'
const headers = { authorization: `Bearer ${p.key}`, 'content-type': 'application/json' }
/** Sends text as it is: JSON.stringify would mend it. */
const raw = (path: string, body: string | Uint8Array<ArrayBuffer>, more: Record<string, string> = {}) =>
  api.request(path, { method: 'POST', body, headers: { ...headers, ...more } })
const faultOf = async (path: string, body: unknown, field: string, method = 'POST') => {
  const answer = await p.call(method, path, body)
  expectProblem(answer, 'invalid_request')
  expect(answer.body.errors.map((fault: Wire) => fault.path)).toContain(field)
}

describe('numbers', () => {
  const withPrice = (price: string) => JSON.stringify(receipt(member, 100, at)).replaceAll('10000', price)

  test.each([
    '1e400',
    '-1e400',
    '9007199254740992',
    '9007199254740993',
    '-1',
    '0.5',
    '1e-7',
    '"100"',
    'true',
    'null',
    '[]',
    '{}',
  ])('a price of %s is refused by its path', async price => {
    const answer = await raw('/v1/purchases', withPrice(price))
    expectProblem(answer, 'invalid_request')
    expect(answer.body.errors.map((fault: Wire) => fault.path)).toContain('lines[0].unitPrice')
  })

  test.each(['NaN', 'Infinity', '0x10', '01', '+1', '1_000', '.5'])('%s is no JSON', async price => {
    expectProblem(await raw('/v1/purchases', withPrice(price)), 'malformed_request')
  })

  test.each(['0', '-0', '0.0', '1e0', '100.0', '1E2'])('%s is a whole number and taken as one', async price => {
    const answer = await raw('/v1/purchases', withPrice(price))
    expect(answer.status, answer.text).toBe(201)
    expect(answer.text).not.toMatch(/-0\b/)
    expect(answer.body.total).toBe(Number(price) + 0)
  })

  test('the largest amount that can be counted exactly is counted; one more of anything is refused, never rounded', async () => {
    const most = Number.MAX_SAFE_INTEGER
    const rich = await api.program('boutique', '2026-03-10T23:00:00+08:00')
    const one = await rich.member()
    const sale = (lines: Wire[], amount: number) => ({
      ...receipt(one, 0, at),
      lines,
      tenders: [{ kind: 'voucher', amount }],
    })
    const line = { sku: 'A', quantity: 1, unitPrice: most }
    const made = await rich.ok(201, 'POST', '/v1/purchases', sale([line], most))
    expect(made.total).toBe(most)
    expect((await rich.ok(200, 'GET', `/v1/purchases/${made.id}`)).lines[0].unitPrice).toBe(most)
    for (const lines of [[{ ...line, quantity: 2 }], [line, { sku: 'B', quantity: 1, unitPrice: 1 }]])
      await rich.problem(422, 'amount_out_of_range', 'POST', '/v1/purchases', sale(lines, most))
    await rich.problem(422, 'amount_out_of_range', 'POST', '/v1/quotes', {
      memberId: one.id,
      store: 's',
      lines: [{ ...line, quantity: 2 }],
    })
  })

  test('points that would leave the exact integers are refused, and nothing is written', async () => {
    const rich = await api.program('wanqian', '2026-03-10T23:00:00+08:00', {})
    const one = await rich.member({ birthday: '1990-03-10' })
    const most = 9_000_000_000_000_000
    const pay = (amount: number) => ({
      ...receipt(one, 0, at),
      lines: [{ sku: 'A', quantity: 1, unitPrice: amount }],
      tenders: [{ kind: 'cash', amount }],
    })
    await rich.ok(201, 'POST', '/v1/purchases', pay(most))
    await rich.problem(422, 'amount_out_of_range', 'POST', '/v1/purchases', pay(most))
    expect((await rich.ledger(one)).length).toBe(1)
  })

  test('a quantity is a whole number from 1 to a million', async () => {
    for (const quantity of [0, -1, 1.5, 1_000_001])
      await faultOf('/v1/purchases', receipt(member, 1, at, { line: { quantity } }), 'lines[0].quantity')
  })
})

describe('text', () => {
  const LONE = '\\ud800'
  test.each([
    ['NUL', '\\u0000'],
    ['a control character', '\\u001b'],
    ['a C1 control character', '\\u0085'],
    ['a lone surrogate', LONE],
    ['the mark of lost bytes', '\\ufffd'],
  ])('a name with %s is refused', async (_, escape) => {
    const answer = await raw('/v1/members', `{"name":"Li${escape}Lei"}`)
    expectProblem(answer, 'invalid_request', ['Lei'])
    expect(answer.body.errors[0].path).toBe('name')
    expectProblem(await raw('/v1/members/search', `{"q":"Li${escape}"}`), 'invalid_request')
  })

  test('a body in GB18030 is refused, not kept as nonsense', async () => {
    const bytes = Uint8Array.from([...Buffer.from('{"name":"'), 0xcd, 0xf5, 0xb7, 0xbc, ...Buffer.from('"}')])
    expectProblem(await raw('/v1/members', bytes), 'invalid_request')
  })

  test('a byte order mark before the body is no fault', async () => {
    expect((await raw('/v1/members', '\ufeff{"name":"BOM"}')).status).toBe(201)
  })

  test('any well-formed text that is no control character comes back as it was', async () => {
    const text = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
      .filter(value => value.length <= 100 && /^[^\p{Cc}\p{Cs}\uFFFD]+$/u.test(value))
    await fc.assert(
      fc.asyncProperty(text, async name => {
        const made = await p.ok(201, 'POST', '/v1/members', { name, externalId: randomUUID() })
        expect((await p.ok(200, 'GET', `/v1/members/${made.id}`)).name).toBe(name)
      }),
      { numRuns: 25 },
    )
  })

  test('merchant text that looks like markup or SQL is text', async () => {
    const name = `<script>alert(1)</script>'; DROP TABLE members; --`
    const made = await p.member({ name })
    expect((await p.ok(200, 'POST', '/v1/members/search', { q: name })).data[0].id).toBe(made.id)
  })
})

describe('objects', () => {
  test('an unknown field is named by its path, wherever it is', async () => {
    await faultOf('/v1/purchases', receipt(member, 1, at, { line: { points: 1000 } }), 'lines[0].points')
    await faultOf('/v1/purchases', receipt(member, 1, at, { tier: 'SUPREME' }), 'tier')
    await faultOf('/v1/members', { tier: 'SUPREME', balances: { points: 1 } }, 'balances')
    await faultOf(`/v1/members/${member.id}`, { status: 'active' }, 'status', 'PATCH')
    await faultOf(
      '/v1/purchases',
      receipt(member, 1, at, { tenders: [{ kind: 'cash', amount: 100, rate: 2 }] }),
      'tenders[0].rate',
    )
  })

  test('a field whose name is not one is not repeated', async () => {
    const answer = await p.call('POST', '/v1/members', {
      '<img src=x onerror=alert(1)>': 1,
      [`k${'y'.repeat(500)}`]: 1,
    })
    expectProblem(answer, 'invalid_request', ['<img', 'yyyy'])
    expect(answer.body.errors.map((fault: Wire) => fault.path)).toEqual(['*', '*'])
  })

  test('names of the language itself are no fields', async () => {
    for (const field of ['__proto__', 'constructor', 'toString', 'hasOwnProperty'])
      expectProblem(await raw('/v1/members', `{"${field}":{"name":"x"}}`), 'invalid_request')
    await p.problem(
      422,
      'invalid_request',
      'POST',
      '/v1/programs',
      {},
      { key: 'op_test', body: { name: 'x', mode: 'test', preset: 'constructor' } },
    )
    // As codes they are words like others.
    const odd = receipt(member, 100, at, {
      line: { category: 'constructor', brand: 'constructor' },
      store: 'constructor',
    })
    const bought = await p.ok(201, 'POST', '/v1/purchases', odd)
    expect(bought.points.earned).toBe(100)
  })

  test('a thousand faults are told as a hundred', async () => {
    const answer = await p.call('POST', '/v1/purchases', {
      ...receipt(member, 1, at),
      lines: Array.from({ length: 500 }, () => ({})),
    })
    expectProblem(answer, 'invalid_request')
    expect(answer.body.errors.length).toBe(100)
  })

  test('a body of a million brackets is answered like any other that is wrong', async () => {
    const depth = 500_000
    const nested = (field: string) => `{"${field}":${'['.repeat(depth)}${']'.repeat(depth)}}`
    for (const field of ['name', 'surprise']) expectProblem(await raw('/v1/members', nested(field)), 'invalid_request')
    const rules = await api.request('/v1/program/rules', { method: 'PUT', headers, body: nested('rules') })
    expectProblem(rules, 'invalid_rules')
    expectProblem(await raw('/v1/members', '{"a":'.repeat(170_000)), 'malformed_request')
  })

  test('of a field that is there twice the last one counts, as JSON has it', async () => {
    expect((await raw('/v1/members', '{"name":"a","name":"b"}')).body.name).toBe('b')
  })
})

describe('instants and dates', () => {
  test.each([
    'yesterday',
    '2026-03-10',
    '2026-03-10T10:00:00',
    '2026-02-30T10:00:00Z',
    '2026-03-10T24:00:00Z',
    '2026-13-01T00:00:00Z',
    '10000-01-01T00:00:00Z',
    '1969-12-31T23:59:59Z',
    '2026-03-10T10:00:00+25:00',
    ' 2026-03-10T10:00:00Z',
    '',
    'x'.repeat(41),
  ])('"%s" is no instant', async occurredAt => {
    await faultOf('/v1/purchases', receipt(member, 1, occurredAt), 'occurredAt')
  })

  test.each(['1990-02-30', '1990-6-18', '--02-30', '--13-01', '1990-06', '19900618', '--00-00', '-1990-06-18'])(
    '"%s" is no birthday',
    async birthday => {
      await faultOf('/v1/members', { birthday }, 'birthday')
    },
  )

  test.each(['1988-02-29', '--02-29', '--06-18', '1900-01-01'])('"%s" is a birthday and comes back', async birthday => {
    expect((await p.member({ birthday })).birthday).toBe(birthday)
  })

  test('a sale of the first and of the last second that can be told is answered', async () => {
    expect((await p.buy(member, 1, '1970-01-01T00:00:00Z')).occurredAt).toBe('1970-01-01T08:00:00+08:00')
    await p.problem(422, 'occurred_in_future', 'POST', '/v1/purchases', receipt(member, 1, '9999-12-31T23:59:59Z'))
  })
})

describe('paths, queries and methods', () => {
  test.each([
    'mem_',
    'mem_0',
    `mem_${'z'.repeat(11)}`,
    'MEM_0a1b2c3d4e5',
    'pur_0a1b2c3d4e5',
    '%00',
    '%F0%9F%98%80',
    'mem_00000000000',
    '-1',
    '1 OR 1=1',
  ])('an id "%s" is nobody’s', async id => {
    for (const path of [
      `/v1/members/${id}`,
      `/v1/members/${id}/summary`,
      `/v1/members/${id}/ledger`,
      `/v1/members/${id}/purchases`,
      `/v1/purchases/${id}`,
    ])
      expectProblem(await p.call('GET', path), 'not_found')
    expectProblem(await p.call('PATCH', `/v1/members/${id}`, {}), 'not_found')
    expectProblem(await p.call('DELETE', `/v1/keys/${id}`), 'not_found')
    expectProblem(await p.call('POST', `/v1/members/${id}/sessions`), 'not_found')
    expectProblem(await p.call('POST', '/v1/purchases', receipt({ id }, 1, at)), 'not_found')
  })

  test('an id that no client was ever given is refused for its length', async () => {
    expectProblem(await p.call('GET', `/v1/members/${'x'.repeat(65)}`), 'malformed_request')
  })

  test('a percent-encoded id is the id', async () => {
    const encoded = member.id.replace('_', '%5F').replace(/m/g, '%6D')
    expect((await p.ok(200, 'GET', `/v1/members/${encoded}`)).id).toBe(member.id)
  })

  test('a path with a slash more or less is another path', async () => {
    for (const path of [
      `/v1/members/${member.id}/`,
      '/v1/members/',
      '/v1//members',
      `/v1/members/${member.id}%2Fsummary`,
      '/v1',
      '/v2/members',
    ])
      expectProblem(await p.call('GET', path), 'not_found')
  })

  test('codes of stores and brands may be in any script; what is none is refused by its path', async () => {
    expect((await p.ok(200, 'PUT', `/v1/stores/${encodeURIComponent('北京-1')}`, { name: 'x' })).code).toBe('北京-1')
    for (const code of ['a%20b', '%2Fetc', '-a', 'a'.repeat(65), '%00', '%FF', '%E5']) {
      const answer = await p.call('PUT', `/v1/brands/${code}`, { name: 'x' })
      expectProblem(answer, 'malformed_request')
      expect(answer.body.errors[0].path).toBe('code')
    }
  })

  test.each(['0', '101', 'abc', '-1', '1.5', '', 'NaN', '1e9', '20&limit=30'])(
    'a limit of "%s" is refused',
    async limit => {
      for (const path of [
        '/v1/members',
        '/v1/keys',
        `/v1/members/${member.id}/ledger`,
        `/v1/members/${member.id}/purchases`,
      ]) {
        const answer = await p.call('GET', `${path}?limit=${limit}`)
        expectProblem(answer, 'malformed_request')
        expect(answer.body.errors[0].path).toBe('limit')
      }
    },
  )

  test.each(['garbage!', '%00', 'a.b.c', '0'.repeat(12), 'zzzzzzzzzzz', 'x'.repeat(201), '-1', ' ', ''])(
    'a cursor "%s" is none of ours',
    async cursor => {
      for (const path of [
        '/v1/members',
        '/v1/keys',
        `/v1/members/${member.id}/ledger`,
        `/v1/members/${member.id}/purchases`,
      ]) {
        const answer = await p.call('GET', `${path}?cursor=${cursor}`)
        expectProblem(answer, 'malformed_request')
        expect(answer.body.errors[0].path).toBe('cursor')
      }
    },
  )

  test('a query parameter that the reference does not name is refused: a mistyped filter must not list everybody', async () => {
    const answer = await p.call('GET', '/v1/members?phnoe=13800000000')
    expectProblem(answer, 'malformed_request', ['13800000000'])
    expect(answer.body.errors).toEqual([{ path: 'phnoe', message: 'is no field of this object' }])
  })

  test('HEAD is GET without the body', async () => {
    const [get, head] = [
      await p.call('GET', `/v1/members/${member.id}`),
      await p.call('HEAD', `/v1/members/${member.id}`),
    ]
    expect([head.status, head.text, head.headers.get('content-type')]).toEqual([
      200,
      '',
      get.headers.get('content-type'),
    ])
  })

  test('a method that no path takes is told which ones it may use', async () => {
    const answer = await p.call('PUT', `/v1/members/${member.id}`)
    expectProblem(answer, 'method_not_allowed')
    expect(answer.headers.get('allow')).toBe('DELETE, GET, HEAD, PATCH')
    expect((await api.call('OPTIONS', '/v1/health')).headers.get('allow')).toBe('GET, HEAD')
  })

  test('a body without its type is not guessed at', async () => {
    const answer = await api.app.request(`${HOST}/v1/members`, {
      method: 'POST',
      headers: { authorization: headers.authorization },
      body: new TextEncoder().encode('{"name":"untyped"}'),
    })
    expect(answer.status).toBe(415)
    expect((await p.ok(200, 'GET', '/v1/members?q=untyped')).data).toEqual([])
  })

  test.each([
    'application/json; charset=utf-8',
    'Application/JSON',
    'application/json ; charset=UTF-8',
    'application/json;',
  ])('a body of type "%s" is read, or refused; never left out', async type => {
    const answer = await raw('/v1/members', '{"name":"typed"}', { 'content-type': type })
    if (answer.status === 201) expect(answer.body.name).toBe('typed')
    else expectProblem(answer, 'unsupported_media_type')
  })

  test('a body that does not tell its length is measured as it comes', async () => {
    const chunk = new TextEncoder().encode(' '.repeat(64 * 1024))
    let chunks = 0
    const body = new ReadableStream({
      pull: controller => {
        chunks++
        controller.enqueue(chunk)
      },
    })
    const answer = await api.app.request(`${HOST}/v1/members`, {
      method: 'POST',
      headers,
      body,
      duplex: 'half',
    } as RequestInit)
    expect(answer.status).toBe(413)
    expect(chunks).toBeLessThan(20)
  })
})
