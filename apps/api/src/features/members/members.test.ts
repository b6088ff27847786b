import { randomUUID } from 'node:crypto'
import { afterAll, describe, expect, test } from 'vitest'
import { atOnce, testApi, type TestProgram, type Wire } from '../../../test/test-api.ts'

const api = await testApi()
afterAll(api.close)
const program = () => api.program('wanqian', '2026-03-10T23:00:00+08:00')

const found = async (p: TestProgram, body: Record<string, unknown>): Promise<string[]> => {
  const { data } = await p.ok(200, 'POST', '/v1/members/search', body)
  const query = new URLSearchParams(Object.entries(body).map(([key, value]): [string, string] => [key, String(value)]))
  // Both ways of asking answer the same.
  expect((await p.ok(200, 'GET', `/v1/members?${query}`)).data).toEqual(data)
  return data.map(({ id }: Wire) => id)
}

describe('a new member', () => {
  test('is answered whole, with a card, the tier of registration and the program’s time', async () => {
    const p = await program()
    const made = await p.member({
      name: '李雷',
      phone: '139 0000 1111',
      email: 'Li.Lei@Example.com',
      birthday: '1990-06-18',
      gender: 'male',
      region: '北京',
      externalId: 'crm-1',
    })
    expect(made).toEqual({
      id: expect.stringMatching(/^mem_[0-9a-z]{11}$/),
      cardNumber: expect.stringMatching(/^8\d{15}$/),
      name: '李雷',
      phone: '+8613900001111',
      email: 'Li.Lei@Example.com',
      externalId: 'crm-1',
      wechatOpenId: null,
      birthday: '1990-06-18',
      lunarBirthday: null,
      gender: 'male',
      region: '北京',
      referredBy: null,
      status: 'active',
      registeredAt: '2026-03-10T23:00:00+08:00',
      tier: {
        code: 'VIP',
        name: expect.objectContaining({ en: 'VIP card' }),
        rank: 1,
        since: '2026-03-10',
        validThrough: null,
      },
      brandCards: [],
      consents: [],
    })
    expect(await p.ok(200, 'GET', `/v1/members/${made.id}`)).toEqual(made)
  })

  test('may be known by nothing at all: a card to be handed out', async () => {
    const p = await program()
    const [a, b] = [await p.member(), await p.member()]
    expect([a.name, a.phone, a.email]).toEqual([null, null, null])
    expect(a.cardNumber).not.toBe(b.cardNumber)
  })

  test('has a card number whose mistyped digit is seen at the till', async () => {
    const p = await program()
    for (const { cardNumber } of await atOnce(10, () => p.member())) {
      const sum = [...cardNumber].toReversed().reduce((total, digit, i) => {
        const value = Number(digit) * (i % 2 === 1 ? 2 : 1)
        return total + (value > 9 ? value - 9 : value)
      }, 0)
      expect(sum % 10).toBe(0)
    }
  })

  test('with a phone, e-mail or number that is taken is told which, and not whose', async () => {
    const p = await program()
    const taken = { phone: '+8613900001111', email: 'a@example.com', externalId: 'crm-1' }
    const first = await p.member(taken)
    for (const [field, value] of Object.entries({
      phone: '139-0000-1111',
      email: 'A@EXAMPLE.com',
      externalId: 'crm-1',
    })) {
      const refused = await p.problem(409, 'member_exists', 'POST', '/v1/members', { name: 'x', [field]: value })
      expect(refused.errors).toEqual([{ path: field, message: 'belongs to another member' }])
      expect(JSON.stringify(refused)).not.toContain(first.id)
    }
    const all = await p.problem(409, 'member_exists', 'POST', '/v1/members', taken)
    expect(all.errors.map((fault: Wire) => fault.path)).toEqual(['phone', 'email', 'externalId'])
    expect((await p.ok(200, 'GET', '/v1/members')).data).toHaveLength(1)
    // A name is nobody's own, and another program has its own members.
    await (await program()).member(taken)
  })

  test('of ten at once with one phone, e-mail or number is made exactly once', async () => {
    const p = await program()
    for (const same of [{ phone: '13900002222' }, { email: 'rush@example.com' }, { externalId: 'rush' }]) {
      const answers = await atOnce(10, i => p.call('POST', '/v1/members', { ...same, name: `till ${i}` }))
      expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
      for (const { status, body } of answers.filter(a => a.status !== 201))
        expect([status, body.code]).toEqual([409, 'member_exists'])
      expect(await found(p, same)).toHaveLength(1)
    }
  })

  test.each(['12', '+86138', '138000000000', '+1 000', 'abc', '１２'])(
    'with "%s" for a phone is refused by its path',
    async phone => {
      const p = await program()
      expect((await p.problem(422, 'invalid_request', 'POST', '/v1/members', { phone })).errors[0].path).toBe('phone')
      expect((await p.ok(200, 'GET', '/v1/members')).data).toEqual([])
    },
  )

  test('was referred by a member of this program, or by nobody', async () => {
    const p = await program()
    const friend = await p.member()
    expect((await p.member({ referredBy: friend.id })).referredBy).toBe(friend.id)
    const stranger = await (await program()).member()
    for (const referredBy of [stranger.id, 'mem_00000000000', 'x'])
      expect((await p.problem(422, 'invalid_request', 'POST', '/v1/members', { referredBy })).errors[0].path).toBe(
        'referredBy',
      )
  })

  test('may keep a lunar birthday, with or without its leap month', async () => {
    const p = await program()
    expect((await p.member({ lunarBirthday: { month: 6, day: 30, leap: true } })).lunarBirthday).toEqual({
      month: 6,
      day: 30,
      leap: true,
    })
    expect((await p.member({ lunarBirthday: { month: 1, day: 1 } })).lunarBirthday).toEqual({
      month: 1,
      day: 1,
      leap: false,
    })
    for (const lunarBirthday of [
      { month: 13, day: 1 },
      { month: 1, day: 31 },
      { month: 0, day: 1 },
      { day: 1 },
      '正月初一',
    ])
      await p.problem(422, 'invalid_request', 'POST', '/v1/members', { lunarBirthday })
  })
})

describe('a changed member', () => {
  test('changes in what was sent, and in nothing else', async () => {
    const p = await program()
    const fields = {
      name: '李雷',
      phone: '13900003333',
      email: 'a@example.com',
      birthday: '1990-06-18',
      gender: 'male',
      region: '北京',
      externalId: 'crm-9',
    }
    const made = await p.member(fields)
    for (const [field, value, shown = value] of [
      ['name', '李磊'],
      ['phone', '13900004444', '+8613900004444'],
      ['email', 'b@example.com'],
      ['birthday', '--02-29'],
      ['gender', 'other'],
      ['region', '上海'],
      ['externalId', 'crm-10'],
      ['lunarBirthday', { month: 1, day: 1, leap: false }],
    ] as const) {
      const before = await p.ok(200, 'GET', `/v1/members/${made.id}`)
      const after = await p.ok(200, 'PATCH', `/v1/members/${made.id}`, { [field]: value })
      expect(after).toEqual({ ...before, [field]: shown })
      expect(await p.ok(200, 'GET', `/v1/members/${made.id}`)).toEqual(after)
    }
    expect(await p.ok(200, 'PATCH', `/v1/members/${made.id}`, {})).toEqual(
      await p.ok(200, 'GET', `/v1/members/${made.id}`),
    )
  })

  test('loses what is set to null, and can no longer be found by it', async () => {
    const p = await program()
    const fields = {
      name: '韩梅梅',
      phone: '13900005555',
      email: 'han@example.com',
      externalId: 'h-1',
      birthday: '1991-01-01',
      gender: 'female',
      region: 'x',
    }
    const made = await p.member(fields)
    const cleared = Object.fromEntries(Object.keys(fields).map(field => [field, null]))
    expect(await p.ok(200, 'PATCH', `/v1/members/${made.id}`, cleared)).toMatchObject(cleared)
    for (const query of [
      { phone: '13900005555' },
      { email: 'han@example.com' },
      { externalId: 'h-1' },
      { q: '韩梅梅' },
      { q: '5555' },
    ])
      expect(await found(p, query)).toEqual([])
    expect(await found(p, { cardNumber: made.cardNumber })).toEqual([made.id])
    await p.member({ phone: '13900005555' })
    await p.problem(422, 'invalid_request', 'PATCH', `/v1/members/${made.id}`, { brandCards: null })
  })

  test('is found by what it is now, and no longer by what it was', async () => {
    const p = await program()
    const made = await p.member({ name: '李雷', phone: '13900006666', email: 'old@example.com' })
    await p.ok(200, 'PATCH', `/v1/members/${made.id}`, { name: '王芳', phone: '13900007777', email: 'new@example.com' })
    for (const query of [
      { q: '李雷' },
      { q: '雷' },
      { phone: '13900006666' },
      { q: '6666' },
      { email: 'old@example.com' },
    ])
      expect(await found(p, query)).toEqual([])
    for (const query of [
      { q: '王芳' },
      { q: '芳' },
      { phone: '13900007777' },
      { q: '7777' },
      { email: 'NEW@example.com' },
    ])
      expect(await found(p, query)).toEqual([made.id])
  })

  test('cannot take what another member has, and may keep what is its own', async () => {
    const p = await program()
    const [a, b] = [
      await p.member({ phone: '13900008888' }),
      await p.member({ phone: '13900009999', email: 'b@example.com' }),
    ]
    await p.ok(200, 'PATCH', `/v1/members/${b.id}`, { phone: '+86 13900009999', email: 'B@example.com' })
    const refused = await p.problem(409, 'member_exists', 'PATCH', `/v1/members/${b.id}`, {
      phone: '13900008888',
      email: 'c@example.com',
    })
    expect(refused.errors.map((fault: Wire) => fault.path)).toEqual(['phone'])
    expect(await p.ok(200, 'GET', `/v1/members/${b.id}`)).toMatchObject({
      phone: '+8613900009999',
      email: 'B@example.com',
    })
    expect(await found(p, { phone: '13900008888' })).toEqual([a.id])
  })

  test('by many at once loses none of the changes', async () => {
    const p = await program()
    const made = await p.member({ name: '李雷' })
    const changes = [
      { name: '王芳' },
      { phone: '13900001234' },
      { email: 'x@example.com' },
      { region: '天津' },
      { gender: 'female' },
      { externalId: 'e-1' },
      { birthday: '1990-01-01' },
    ]
    const answers = await Promise.all(changes.map(change => p.call('PATCH', `/v1/members/${made.id}`, change)))
    expect(answers.map(({ status }) => status)).toEqual(changes.map(() => 200))
    expect(await p.ok(200, 'GET', `/v1/members/${made.id}`)).toMatchObject({
      ...Object.assign({}, ...changes),
      phone: '+8613900001234',
    })
    expect(await found(p, { q: '王' })).toEqual([made.id])
    expect(await found(p, { q: '李' })).toEqual([])
  })

  test('into the same phone by two at once: one has it', async () => {
    const p = await program()
    const members = await atOnce(5, () => p.member())
    const answers = await Promise.all(
      members.map(({ id }) => p.call('PATCH', `/v1/members/${id}`, { phone: '13900001357' })),
    )
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409, 409])
    expect(await found(p, { phone: '13900001357' })).toHaveLength(1)
  })

  test('has its new birthday from the next receipt on', async () => {
    const p = await program()
    const made = await p.member({ birthday: '1990-03-09' })
    const at = '2026-03-10T10:00:00+08:00'
    expect((await p.buy(made, 100, at)).points.earned).toBe(100)
    await p.ok(200, 'PATCH', `/v1/members/${made.id}`, { birthday: '1990-03-10' })
    expect((await p.buy(made, 100, at)).points.earned).toBe(200)
    expect((await p.summary(made)).balances.points.available).toBe(300)
  })

  test('shares its brands’ own discounts once it has their cards', async () => {
    const p = await program()
    await p.ok(200, 'PUT', '/v1/brands/maison', {
      name: 'Maison',
      takesMemberDiscount: false,
      tierDiscount: { tiers: ['SUPREME'], rate: 0.2 },
    })
    const made = await p.member()
    const quote = async () =>
      (
        await p.ok(200, 'POST', '/v1/quotes', {
          memberId: made.id,
          store: 's',
          lines: [{ sku: 'A', brand: 'maison', quantity: 1, unitPrice: 10000 }],
        })
      ).total
    expect(await quote()).toBe(10000)
    await p.ok(200, 'PATCH', `/v1/members/${made.id}`, { brandCards: ['maison', 'maison'] })
    expect(await quote()).toBe(8000)
    await p.ok(200, 'PATCH', `/v1/members/${made.id}`, { brandCards: ['other'] })
    expect(await quote()).toBe(10000)
  })
})

describe('looking for members', () => {
  test('finds by each identifier, a name or part of it, the tail of a phone, a card', async () => {
    const p = await program()
    const li = await p.member({ name: '李雷', phone: '13812345678', email: 'li@example.com', externalId: 'crm-77' })
    const anna = await p.member({ name: 'Anna  Schmidt-Müller', phone: '+4915112345678' })
    const searches: [Record<string, unknown>, string[]][] = [
      [{ phone: '+86 138 1234 5678' }, [li.id]],
      [{ phone: '13812345678' }, [li.id]],
      [{ email: 'LI@example.com' }, [li.id]],
      [{ externalId: 'crm-77' }, [li.id]],
      [{ cardNumber: li.cardNumber }, [li.id]],
      [{ q: '李雷' }, [li.id]],
      [{ q: '李' }, [li.id]],
      [{ q: '雷' }, [li.id]],
      [{ q: 'anna' }, [anna.id]],
      [{ q: 'SCHMIDT-MÜLLER' }, [anna.id]],
      [{ q: 'anna schmidt-müller' }, [anna.id]],
      [{ q: ' Ａnna ' }, [anna.id]],
      [{ q: '5678' }, [anna.id, li.id]],
      [{ q: '138 1234 5678' }, [li.id]],
      [{ q: 'li@example.com' }, [li.id]],
      [{ q: `${li.cardNumber.slice(0, 4)} ${li.cardNumber.slice(4)}` }, [li.id]],
      [{ q: '李四' }, []],
      [{ q: 'Ann' }, []],
      [{ phone: '12' }, []],
      [{ email: 'li@example' }, []],
      [{ externalId: 'CRM-77' }, []],
      [{ cardNumber: '8' }, []],
    ]
    for (const [query, ids] of searches) expect(await found(p, query), JSON.stringify(query)).toEqual(ids)
  })

  test('answers one question at a time', async () => {
    const p = await program()
    await p.problem(422, 'invalid_request', 'POST', '/v1/members/search', { phone: '1', email: '2' })
    await p.problem(400, 'malformed_request', 'GET', '/v1/members?phone=1&q=2')
  })

  test('pages through all, newest first, each once, even while members join', async () => {
    const p = await program()
    const ids = (await atOnce(7, () => p.member({ name: '王芳' })))
      .map(({ id }) => id)
      .toSorted()
      .toReversed()
    for (const q of ['', '&q=%E7%8E%8B%E8%8A%B3']) {
      const seen: string[] = []
      let cursor: string | null = ''
      while (cursor !== null) {
        const page: Wire = await p.ok(200, 'GET', `/v1/members?limit=3${q}${cursor && `&cursor=${cursor}`}`)
        seen.push(...page.data.map(({ id }: Wire) => id))
        cursor = page.nextCursor
        await p.member({ externalId: randomUUID() })
      }
      expect(seen.filter(id => ids.includes(id))).toEqual(ids)
    }
  })

  test('shows everybody’s tier as it is today', async () => {
    const p = await api.program('wangfujing', '2026-03-10T23:00:00+08:00')
    const made = await p.member({ name: '王芳' })
    await p.buy(made, 600, '2026-03-10T10:00:00+08:00')
    const tier = async () => (await p.ok(200, 'GET', '/v1/members?q=%E7%8E%8B%E8%8A%B3')).data[0].tier?.code ?? null
    expect(await tier()).toBe('ME')
    await p.clock('2026-07-31T23:59:59+08:00')
    expect(await tier()).toBe('ME')
    await p.clock('2026-08-01T00:00:00+08:00')
    expect(await tier()).toBeNull()
    expect((await p.ok(200, 'GET', `/v1/members/${made.id}`)).tier).toBeNull()
  })

  test('finds nobody of another program, by whatever is the same', async () => {
    const [a, b] = [await program(), await program()]
    const person = { name: '李雷', phone: '13812345678', email: 'li@example.com', externalId: 'crm-77' }
    const made = await a.member(person)
    for (const query of [
      { phone: person.phone },
      { email: person.email },
      { externalId: person.externalId },
      { q: '李雷' },
      { cardNumber: made.cardNumber },
    ])
      expect(await found(b, query)).toEqual([])
  })
})
