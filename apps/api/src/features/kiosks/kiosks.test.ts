import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectProblem } from '../../../test/expect-problem.ts'
import { atOnce, testApi, type TestProgram, type Wire } from '../../../test/test-api.ts'

const api = await testApi()
afterAll(api.close)
const PHONE = '13900001111'
let p: TestProgram & { say: () => Promise<unknown> }
let kiosk: Awaited<ReturnType<TestProgram['kiosk']>>
let member: Wire
beforeAll(async () => {
  p = await api.program('wanqian', '2026-03-10T23:00:00+08:00')
  kiosk = await p.kiosk({ store: 'beijing-1' })
  member = await p.member({ name: '李雷', phone: PHONE })
  await p.ok(201, 'POST', '/v1/rewards', { code: 'mug', name: { en: 'Mug' }, points: 0, stock: null })
})
const me = (key: string, path = '/v1/me') => api.call('GET', path, { key })
/** A phone that was sent nothing yet. */
let phones = 13_900_100_000
const challenge = async (phone = String(phones++)) => ({
  phone,
  ...(await kiosk.ok(201, 'POST', '/v1/kiosk/challenges', { phone })),
})
const byCard = async () => {
  api.passSeconds(90)
  const { codes } = await p.card(member)
  return kiosk.ok(201, 'POST', '/v1/kiosk/sessions', { cardCode: codes[0].code })
}

describe('a kiosk', () => {
  test('is enrolled by a code that a person can type, once, within a quarter of an hour', async () => {
    const { id, enrolment, enrolledAt } = await p.ok(201, 'POST', '/v1/kiosks', { name: 'Gate 3' })
    expect([enrolment, enrolledAt]).toEqual([expect.stringMatching(/^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/), null])
    const enrol = (code: string) => api.call('POST', '/v1/kiosks/enroll', { key: p.publishableKey, body: { code } })
    const { status, body } = await enrol(enrolment.toLowerCase().replace('-', ' '))
    expect([status, body.id]).toEqual([201, id])
    expect(body.key).toMatch(/^kk_test_[0-9a-z]{11}_[0-9A-Za-z]{32}$/)
    expectProblem(await enrol(enrolment), 'enrolment_invalid')
    const late = await p.ok(201, 'POST', '/v1/kiosks', { name: 'Gate 4' })
    api.passSeconds(15 * 60)
    expectProblem(await enrol(late.enrolment), 'enrolment_invalid')
    const list = await p.call('GET', '/v1/kiosks')
    expect(list.body.data.map(({ name }: Wire) => name)).toEqual(['Gate 4', 'Gate 3', 'Lifts'])
    expect(list.text).not.toContain(body.key)
    expect(list.text).not.toContain(enrolment)
  })

  test('of two devices that type one code at once is one of them', async () => {
    const { enrolment } = await p.ok(201, 'POST', '/v1/kiosks', { name: 'Gate 5' })
    const answers = await atOnce(4, () =>
      api.call('POST', '/v1/kiosks/enroll', { key: p.publishableKey, body: { code: enrolment } }),
    )
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 422, 422, 422])
  })

  test('may do nothing but what a kiosk does', async () => {
    for (const [method, path] of [
      ['GET', '/v1/members?limit=1'],
      ['GET', `/v1/members/${member.id}`],
      ['POST', '/v1/cardCodes/resolve'],
      ['POST', '/v1/members'],
      ['POST', `/v1/members/${member.id}/sessions`],
      ['GET', '/v1/me'],
      ['GET', '/v1/rewards'],
      ['GET', '/v1/kiosks'],
      ['POST', '/v1/redemptions'],
    ] as const)
      expectProblem(await kiosk.call(method, path, method === 'POST' ? {} : undefined), 'wrong_key_kind')
  })

  test('tells what it is, and when it was last there', async () => {
    expect(await kiosk.ok(200, 'GET', '/v1/kiosk')).toMatchObject({
      id: kiosk.id,
      name: 'Lifts',
      store: 'beijing-1',
      program: { name: 'wanqian', mode: 'test', currency: 'CNY' },
      identifiesBy: ['cardCode', 'phone'],
    })
    const seen = async () =>
      (await p.ok(200, 'GET', '/v1/kiosks')).data.find(({ id }: Wire) => id === kiosk.id).seenAt as string
    const before = await seen()
    api.passSeconds(120)
    await kiosk.ok(200, 'GET', '/v1/kiosk')
    expect(Date.parse(await seen()) - Date.parse(before)).toBeGreaterThanOrEqual(120_000)
  })

  test('that is revoked lets nobody in, and whoever stood there is gone at once', async () => {
    const other = await p.kiosk()
    const { codes } = await p.card(member)
    const { token } = await other.ok(201, 'POST', '/v1/kiosk/sessions', { cardCode: codes[1].code })
    expect((await me(token)).status).toBe(200)
    const revoked = await p.ok(200, 'DELETE', `/v1/kiosks/${other.id}`)
    expect(revoked.revokedAt).not.toBeNull()
    expectProblem(await me(token), 'unauthenticated')
    expectProblem(await other.call('GET', '/v1/kiosk'), 'unauthenticated')
    expect(await p.ok(200, 'DELETE', `/v1/kiosks/${other.id}`)).toEqual(revoked)
  })

  test('that is revoked before it was enrolled is never enrolled', async () => {
    const { id, enrolment } = await p.ok(201, 'POST', '/v1/kiosks', { name: 'Gate 6' })
    await p.ok(200, 'DELETE', `/v1/kiosks/${id}`)
    const late = await api.call('POST', '/v1/kiosks/enroll', { key: p.publishableKey, body: { code: enrolment } })
    expectProblem(late, 'enrolment_invalid')
  })

  test('of a store is the store’s, and no other’s', async () => {
    const till = await p.ok(201, 'POST', '/v1/keys', { kind: 'secret', store: 's2' })
    const refused = await api.call('POST', '/v1/kiosks', { key: till.key, body: { name: 'Lifts', store: 's3' } })
    expectProblem(refused, 'store_not_allowed')
    expectProblem(await api.call('DELETE', `/v1/kiosks/${kiosk.id}`, { key: till.key }), 'store_not_allowed')
  })
})

describe('a member at a kiosk', () => {
  test('is let in by the code on their card, once: who has seen it over a shoulder comes too late', async () => {
    api.passSeconds(90)
    const { codes } = await p.card(member)
    const session = await kiosk.ok(201, 'POST', '/v1/kiosk/sessions', { cardCode: codes[0].code })
    expect(session.member).toEqual({ name: '李*', phone: '139****1111' })
    await kiosk.problem(422, 'card_code_expired', 'POST', '/v1/kiosk/sessions', { cardCode: codes[0].code })
    expect((await me(session.token)).body.member.id).toBe(member.id)
  })

  test('is let in by nothing that anybody could have read on a card, unless the rules say so', async () => {
    await kiosk.problem(422, 'card_number_not_enough', 'POST', '/v1/kiosk/sessions', { cardCode: member.cardNumber })
    const open = await api.program('wanqian', '2026-03-10T23:00:00+08:00')
    const rules = await open.ok(200, 'GET', '/v1/program/rules')
    await open.ok(200, 'PUT', '/v1/program/rules', { rules: { ...rules, kiosk: { cardNumber: true } } })
    const [screen, somebody] = [await open.kiosk(), await open.member()]
    expect((await screen.ok(200, 'GET', '/v1/kiosk')).identifiesBy).toContain('cardNumber')
    await screen.ok(201, 'POST', '/v1/kiosk/sessions', { cardCode: somebody.cardNumber })
  })

  test('is let in by the code that was sent to their phone', async () => {
    const { id, testCode } = await challenge(PHONE)
    const session = await kiosk.ok(201, 'POST', '/v1/kiosk/sessions', { challenge: id, code: testCode })
    expect(session.member).toEqual({ name: '李*', phone: '139****1111' })
    await kiosk.problem(409, 'challenge_over', 'POST', '/v1/kiosk/sessions', { challenge: id, code: testCode })
  })

  test('sees what is theirs, redeems as often as they like, and is gone when the session is ended', async () => {
    const { id, token } = await byCard()
    for (const path of ['/v1/me', '/v1/me/card', '/v1/me/ledger', '/v1/me/purchases', '/v1/me/rewards'])
      expect((await me(token, path)).status, path).toBe(200)
    for (let i = 0; i < 2; i++) await api.ok(201, 'POST', '/v1/me/redemptions', { key: token, body: { reward: 'mug' } })
    // What was kept of another of the member's pages is not told to who has no right to ask any more.
    expect((await me(await p.session(member))).status).toBe(200)
    await kiosk.ok(200, 'DELETE', `/v1/kiosk/sessions/${id}`)
    for (const path of ['/v1/me', '/v1/me/card', '/v1/me/ledger'])
      expectProblem(await me(token, path), 'unauthenticated')
    await kiosk.ok(200, 'DELETE', `/v1/kiosk/sessions/${id}`)
  })

  test('is not ended by another kiosk, and is over by itself after ten minutes', async () => {
    const { id, token } = await byCard()
    const other = await p.kiosk()
    await other.ok(200, 'DELETE', `/v1/kiosk/sessions/${id}`)
    expect((await me(token)).status).toBe(200)
    api.passSeconds(601)
    expectProblem(await me(token), 'token_expired')
  })

  test('is shown no code that outlives their session', async () => {
    const { token, expiresAt } = await byCard()
    api.passSeconds(570)
    const { codes } = (await me(token, '/v1/me/card')).body
    expect(codes.length).toBeLessThanOrEqual(2)
    expect(Date.parse(codes.at(-1).validFrom)).toBeLessThan(Date.parse(expiresAt))
  })

  test('has a token that no page of another site may use', async () => {
    const { token } = await byCard()
    const foreign = await api.call('GET', '/v1/me', { key: token, headers: { origin: 'https://shop.example' } })
    expectProblem(foreign, 'origin_not_allowed')
  })
})

describe('a code that is sent to a phone', () => {
  const wrong = (code: string) => String((Number(code) + 1) % 1e6).padStart(6, '0')

  test('lasts five minutes', async () => {
    const { id, testCode } = await challenge()
    api.passSeconds(5 * 60)
    await kiosk.problem(409, 'challenge_over', 'POST', '/v1/kiosk/sessions', { challenge: id, code: testCode })
  })

  test('may be tried five times, also by a hundred tries at once, and then the right one does not do either', async () => {
    const { id, testCode } = await challenge(PHONE)
    const tries = await atOnce(20, () =>
      kiosk.call('POST', '/v1/kiosk/sessions', { challenge: id, code: wrong(testCode) }),
    )
    const codes = tries.map(({ body }) => body.code as string)
    expect(codes.filter(code => code === 'challenge_failed')).toHaveLength(5)
    expect(codes.filter(code => code === 'challenge_over')).toHaveLength(15)
    await kiosk.problem(409, 'challenge_over', 'POST', '/v1/kiosk/sessions', { challenge: id, code: testCode })
  })

  test('counts at the kiosk that asked for it, and nowhere else', async () => {
    const { id, testCode } = await challenge(PHONE)
    const other = await p.kiosk()
    await other.problem(409, 'challenge_over', 'POST', '/v1/kiosk/sessions', { challenge: id, code: testCode })
  })

  test('goes to a phone five times within the hour at most, known or not', async () => {
    api.passSeconds(3601)
    for (const phone of [PHONE, '13900009999']) {
      for (let i = 0; i < 5; i++) await challenge(phone)
      const refused = await kiosk.call('POST', '/v1/kiosk/challenges', { phone })
      expectProblem(refused, 'rate_limited')
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3000)
      api.passSeconds(60)
    }
    api.passSeconds(3601)
    await challenge(PHONE)
  })

  test('goes to a phone five times also where twenty ask at once', async () => {
    api.passSeconds(3601)
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => kiosk.call('POST', '/v1/kiosk/challenges', { phone: '13900009998' })),
    )
    const codes = answers.map(({ status, body }) => (status === 201 ? 'sent' : body.code))
    expect(codes.toSorted()).toEqual([...Array<string>(15).fill('rate_limited'), ...Array<string>(5).fill('sent')])
    api.passSeconds(60)
  })

  test('is in no table: only a hash of it, and of the phone', async () => {
    const { testCode, phone } = await challenge()
    const database = await api.databases.open(p.id)
    const [rows] = await database.read([{ sql: 'SELECT * FROM kiosk_challenges', args: [] }])
    const text = rows!.flat().map(String).join(' ')
    expect(text).not.toContain(testCode)
    expect(text).not.toContain(phone)
  })
})

describe('who has no card yet', () => {
  const register = (from: Wire, more: Record<string, unknown> = {}) => ({
    challenge: from['id'],
    code: from['testCode'],
    phone: from['phone'],
    name: '韩梅',
    acceptsTerms: true,
    consents: [{ channel: 'sms', purpose: 'marketing', granted: true }],
    ...more,
  })

  test('hears it once their phone is proven, registers with it, and is let in', async () => {
    const from = await challenge()
    const proof = { challenge: from['id'], code: from['testCode'] }
    await kiosk.problem(409, 'not_registered', 'POST', '/v1/kiosk/sessions', proof)
    const { token } = await kiosk.ok(201, 'POST', '/v1/kiosk/members', register(from))
    const { body } = await me(token)
    expect(body.member.name).toBe('韩*')
    const [found] = (await p.ok(200, 'POST', '/v1/members/search', { phone: from.phone })).data
    expect(found).toMatchObject({ id: body.member.id, consents: [{ channel: 'sms', granted: true }] })
    await kiosk.problem(409, 'challenge_over', 'POST', '/v1/kiosk/members', register(from))
  })

  test('is no member without taking the terms, and may still take them', async () => {
    const from = await challenge()
    for (const acceptsTerms of [undefined, false]) {
      const body = register(from, { acceptsTerms })
      const refused = await kiosk.problem(422, 'invalid_request', 'POST', '/v1/kiosk/members', body)
      expect(refused.errors[0].path).toBe('acceptsTerms')
    }
    await kiosk.ok(201, 'POST', '/v1/kiosk/members', register(from))
    const [member] = (await p.ok(200, 'POST', '/v1/members/search', { phone: from.phone })).data
    const { data } = await p.ok(200, 'GET', `/v1/members/${member.id}/audit`)
    expect(data).toMatchObject([
      { act: 'termsAccepted', memberId: member.id, by: { kind: 'member', id: member.id }, reason: null },
    ])
    const screens = (await p.ok(200, 'GET', '/v1/kiosks')).data
    expect(screens.map(({ id }: Wire) => id)).toContain(data[0].id)
  })

  test.each([
    ['Hong Kong', '+85291230001', '+85291230001'],
    ['Taiwan, as it is dialled there', '+8860912345678', '+886912345678'],
    ['Britain', '+447911123456', '+447911123456'],
  ])('registers with a phone from %s', async (_, typed, kept) => {
    await kiosk.ok(201, 'POST', '/v1/kiosk/members', register(await challenge(typed)))
    expect((await p.ok(200, 'POST', '/v1/members/search', { phone: kept })).data).toHaveLength(1)
  })

  test('registers with no phone but the one that was proven', async () => {
    const from = await challenge()
    const refused = await kiosk.problem(422, 'invalid_request', 'POST', '/v1/kiosk/members', {
      ...register(from),
      phone: '13900007777',
    })
    expect(refused.errors[0].path).toBe('phone')
  })

  test('is registered once, however often it is sent at once', async () => {
    const from = await challenge()
    const answers = await atOnce(6, () => kiosk.call('POST', '/v1/kiosk/members', register(from)))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect((await p.ok(200, 'POST', '/v1/members/search', { phone: from.phone })).data).toHaveLength(1)
  })

  test('who is a member already is not registered again', async () => {
    const from = await challenge(PHONE)
    await kiosk.problem(409, 'member_exists', 'POST', '/v1/kiosk/members', register(from))
  })
})

describe('in a live program', () => {
  const live = async () => {
    const made = await api.ok(201, 'POST', '/v1/programs', {
      key: 'op_test',
      body: { name: 'live', mode: 'live', preset: 'wanqian' },
    })
    const key = made.secretKey as string
    const { enrolment } = await api.ok(201, 'POST', '/v1/kiosks', { key, body: { name: 'Lifts' } })
    const enrolled = await api.ok(201, 'POST', '/v1/kiosks/enroll', {
      key: made.publishableKey,
      body: { code: enrolment },
    })
    return { key, kioskKey: enrolled.key as string }
  }

  test('a phone is asked for only where codes can be sent, which a kiosk knows beforehand', async () => {
    const { kioskKey: key } = await live()
    expect((await api.ok(200, 'GET', '/v1/kiosk', { key })).identifiesBy).toEqual(['cardCode'])
    const refused = await api.call('POST', '/v1/kiosk/challenges', { key, body: { phone: PHONE } })
    expectProblem(refused, 'channel_not_ready')
  })

  test('the code goes to the phone by the program’s channel, and is in no answer', async () => {
    const { key, kioskKey } = await live()
    await api.ok(200, 'PUT', '/v1/channels/sms', {
      key,
      body: { provider: 'aliyun', accessKeyId: 'a', accessKeySecret: 'b', signName: '万千' },
    })
    await api.ok(201, 'POST', '/v1/messageTemplates', {
      key,
      body: {
        code: 'kiosk-code',
        name: 'Kiosk',
        channel: 'sms',
        data: ['code'],
        texts: { en: { body: '{{ data.code }}', carrier: { code: 'SMS_1', values: { code: '{{ data.code }}' } } } },
      },
    })
    const sent: string[] = []
    let answers = { Code: 'OK', BizId: '1' }
    const { fetch } = api.carriers
    api.carriers.fetch = async url => {
      sent.push(decodeURIComponent(url))
      return Response.json(answers)
    }
    try {
      const ask = (idempotencyKey: string) =>
        api.call('POST', '/v1/kiosk/challenges', { key: kioskKey, body: { phone: PHONE }, idempotencyKey })
      const { status, body } = await ask('one')
      expect([status, Object.keys(body)]).toEqual([201, ['id', 'expiresAt']])
      const code = /"code":"(\d{6})"/.exec(sent[0]!)?.[1]
      expect([code, sent[0]]).toEqual([expect.any(String), expect.stringContaining(`PhoneNumbers=${PHONE}`)])
      // Asked again, nothing is sent again.
      expect([(await ask('one')).body, sent.length]).toEqual([body, 1])
      const proof = { challenge: body.id, code }
      expectProblem(await api.call('POST', '/v1/kiosk/sessions', { key: kioskKey, body: proof }), 'not_registered')
      answers = { Code: 'isv.AMOUNT_NOT_ENOUGH', BizId: '' }
      expectProblem(await ask('two'), 'code_not_sent')
    } finally {
      api.carriers.fetch = fetch
    }
  })
})
