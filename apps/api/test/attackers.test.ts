// What attackers try at loyalty systems (OWASP API Top 10, and those named), each tried here.
import { expect, afterAll, test } from 'vitest'
import { LIMITS } from '../src/platform/limits.ts'
import { atOnce, receipt, testApi, type Wire } from './test-api.ts'

const api = await testApi()
afterAll(api.close)
const day = '2026-03-10'
const at = `${day}T10:00:00+08:00`
const program = (preset = 'wanqian') => api.program(preset, `${day}T23:00:00+08:00`)

test('a stranger’s ids lead nowhere, whoever’s they are (Points.com 2023)', async () => {
  const [mine, theirs] = [await program(), await program()]
  const victim = await theirs.member({ name: '王芳', phone: '13900001111' })
  const bought = await theirs.buy(victim, 100, at)
  const token = await mine.session(await mine.member())
  for (const path of [
    `/v1/members/${victim.id}`,
    `/v1/members/${victim.id}/summary`,
    `/v1/members/${victim.id}/ledger`,
    `/v1/members/${victim.id}/purchases`,
    `/v1/purchases/${bought.id}`,
  ]) {
    await mine.problem(404, 'not_found', 'GET', path)
    await api.problem(403, 'wrong_key_kind', 'GET', path, { key: token })
  }
  await mine.problem(404, 'not_found', 'POST', `/v1/members/${victim.id}/sessions`)
  await mine.problem(404, 'not_found', 'PATCH', `/v1/members/${victim.id}`, { name: 'x' })
})

test('what a stranger’s id answers is what nobody’s answers, to the byte', async () => {
  const [mine, theirs] = [await program(), await program()]
  const foreign = await mine.call('GET', `/v1/members/${(await theirs.member()).id}`)
  const nobody = await mine.call('GET', '/v1/members/mem_00000000000')
  const without = ({ requestId: _, ...rest }: Wire) => rest
  expect(without(foreign.body)).toEqual(without(nobody.body))
})

test('a page’s key and a member’s token learn of no phone number whether it is known', async () => {
  const p = await program()
  await p.member({ phone: '13900001111' })
  const token = await p.session(await p.member())
  for (const key of [p.publishableKey, token]) {
    await api.problem(403, 'wrong_key_kind', 'GET', '/v1/members?phone=13900001111', { key })
    await api.problem(403, 'wrong_key_kind', 'POST', '/v1/members/search', { key, body: { phone: '13900001111' } })
    await api.problem(403, 'wrong_key_kind', 'POST', '/v1/members', { key, body: { phone: '13900001111' } })
  }
})

test('nobody gives points, a tier or a status to a member by naming them', async () => {
  const p = await program()
  const member = await p.member()
  for (const field of [
    'points',
    'tier',
    'status',
    'balances',
    'id',
    'cardNumber',
    'registeredAt',
    'memberCash',
    'prepaid',
    'revision',
  ]) {
    await p.problem(422, 'invalid_request', 'POST', '/v1/members', { [field]: 1 })
    await p.problem(422, 'invalid_request', 'PATCH', `/v1/members/${member.id}`, { [field]: 1 })
    await p.problem(422, 'invalid_request', 'POST', '/v1/purchases', { ...receipt(member, 1, at), [field]: 1 })
  }
  expect((await p.summary(member)).balances.points.available).toBe(0)
})

test('an amount below nothing earns, pays and refunds nothing', async () => {
  const p = await program()
  const member = await p.member()
  for (const body of [
    receipt(member, -5, at),
    receipt(member, 5, at, {
      tenders: [
        { kind: 'cash', amount: 1000 },
        { kind: 'cash', amount: -500 },
      ],
    }),
    receipt(member, 5, at, { line: { quantity: -1, unitPrice: -500 } }),
    receipt(member, 5, at, { line: { total: -500 } }),
    receipt(member, 0, at, {
      tenders: [
        { kind: 'memberCash', amount: -500 },
        { kind: 'cash', amount: 500 },
      ],
    }),
  ])
    await p.problem(422, 'invalid_request', 'POST', '/v1/purchases', body)
  expect((await p.trialBalance()).transactions).toBe(0)
})

test('merchant text reaches no page as markup', async () => {
  const p = await program()
  const evil = '<script>alert(1)</script>'
  const bought = await p.ok(
    201,
    'POST',
    '/v1/purchases',
    receipt(await p.member(), 1, at, { line: { sku: evil, size: evil, category: evil } }),
  )
  expect(bought.lines[0].sku).toBe(evil)
  const answer = await p.call('GET', `/v1/purchases/${bought.id}`)
  expect(answer.headers.get('content-type')).toMatch(/^application\/json/)
})

test('the same points are not spent twice, however many processes are asked at once (Starbucks 2015)', async () => {
  const p = await program('wangfujing')
  const member = await p.member()
  await p.buy(member, 500, at)
  await p.ok(201, 'POST', '/v1/rewards', { code: 'bag', name: { en: 'Bag' }, points: 400, stock: null })
  const processes = [api.call, await api.otherProcess(), await api.otherProcess()]
  const answers = await atOnce(12, i =>
    processes[i % processes.length]!('POST', '/v1/redemptions', {
      key: p.key,
      body: { memberId: member.id, reward: 'bag' },
    }),
  )
  expect(answers.filter(answer => answer.status === 201)).toHaveLength(1)
  expect(new Set(answers.filter(answer => answer.status !== 201).map(answer => answer.body.code))).toEqual(
    new Set(['insufficient_points']),
  )
  expect((await p.summary(member)).balances.points.available).toBe(100)
})

test('who redeems and then returns the goods owes the points (arXiv 2604.16427)', async () => {
  const p = await program('wangfujing')
  const member = await p.member()
  const bought = await p.buy(member, 500, at)
  await p.ok(201, 'POST', '/v1/rewards', { code: 'bag', name: { en: 'Bag' }, points: 400, stock: null })
  const redeem = () => p.call('POST', '/v1/redemptions', { memberId: member.id, reward: 'bag' })
  const gift = (await redeem()).body
  await p.ok(201, 'POST', `/v1/purchases/${bought.id}/returns`, { lines: [{ index: 0, quantity: 1 }] })
  expect((await p.summary(member)).balances.points.available).toBe(-400)
  await p.buy(member, 300, at)
  expect((await redeem()).body.code).toBe('insufficient_points')
  await p.ok(200, 'POST', `/v1/redemptions/${gift.id}/cancel`)
  expect((await p.summary(member)).balances.points.available).toBe(300)
})

test('a pick-up code is found by no member and no page, and is too long to be guessed', async () => {
  const p = await program('wangfujing')
  const member = await p.member()
  await p.ok(201, 'POST', '/v1/rewards', { code: 'mug', name: { en: 'Mug' }, points: 0, stock: null })
  const { code } = await p.ok(201, 'POST', '/v1/redemptions', { memberId: member.id, reward: 'mug' })
  expect(code.replace(/[^0-9A-Z]/gi, '').length).toBeGreaterThanOrEqual(8)
  for (const key of [p.publishableKey, await p.session(member)])
    await api.problem(403, 'wrong_key_kind', 'GET', `/v1/redemptions?code=${code}`, { key })
})

test('a guessed pick-up code hears nothing of how near it was, and after so many hears nothing at all', async () => {
  const [p, other] = [await program('wangfujing'), await program('wangfujing')]
  const reserve = async (q: typeof p): Promise<Wire> => {
    await q.ok(201, 'POST', '/v1/rewards', { code: 'mug', name: { en: 'Mug' }, points: 0, stock: null })
    return q.ok(201, 'POST', '/v1/redemptions', { memberId: (await q.member()).id, reward: 'mug' })
  }
  const [own, foreign] = [await reserve(p), await reserve(other)]
  const guess = async (code: string) => {
    const { status, body } = await p.call('GET', `/v1/redemptions?code=${encodeURIComponent(code)}`)
    const { requestId: _, ...said } = body as Wire
    return { status, said }
  }
  const wrong = await guess('22222222')
  expect(wrong).toMatchObject({ status: 404, said: { code: 'not_found' } })
  const near = own['code'].slice(0, -1) + (own['code'].endsWith('2') ? '3' : '2')
  for (const code of [foreign['code'], near, own['code'].slice(0, -1), `${own['code']}2`, '%', '________', "' OR 1 --"])
    expect(await guess(code), code).toEqual(wrong)
  const limit = LIMITS.pickUpCode
  while (api.deps.limiter.take(limit, p.id).allowed);
  for (const code of ['22222222', own['code']]) expect((await guess(code)).said.code).toBe('rate_limited')
  api.passSeconds(limit.windowSeconds)
  expect((await guess(own['code'])).said.id).toBe(own['id'])
})

test('a redemption’s token is used once: replayed, it redeems nothing', async () => {
  const p = await program('wangfujing')
  const member = await p.member()
  await p.ok(201, 'POST', '/v1/rewards', { code: 'mug', name: { en: 'Mug' }, points: 0, stock: null })
  const key = await p.session(member)
  const answers = await atOnce(6, () => api.call('POST', '/v1/me/redemptions', { key, body: { reward: 'mug' } }))
  expect(answers.filter(answer => answer.status === 201)).toHaveLength(1)
  expect((await p.ok(200, 'GET', `/v1/members/${member.id}/redemptions`)).data).toHaveLength(1)
})

test('what is no whole number, or more than 2^53 − 1, is no amount', async () => {
  const p = await program()
  const member = await p.member()
  for (const amount of [2 ** 53, 1e300, 0.5, 'NaN', '100', null, true, [100]]) {
    const body = receipt(member, 1, at, { line: { unitPrice: amount }, tenders: [{ kind: 'cash', amount }] })
    const answer = await p.call('POST', '/v1/purchases', body)
    expect([400, 422], JSON.stringify(amount)).toContain(answer.status)
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/)
  }
  expect((await p.trialBalance()).transactions).toBe(0)
})

test('a found receipt is nobody else’s: it stays its buyer’s, whoever shows it, and its return takes the buyer’s points', async () => {
  const p = await program('wangfujing')
  const [buyer, finder] = [await p.member(), await p.member()]
  const shown = receipt(buyer, 500, at)
  const bought = await p.ok(201, 'POST', '/v1/purchases', shown)
  await p.problem(409, 'external_id_conflict', 'POST', '/v1/purchases', { ...shown, memberId: finder.id })
  const batch = await p.call('POST', '/v1/purchases/batch', { purchases: [{ ...shown, memberId: finder.id }] })
  expect(batch.body.data[0].problem.code).toBe('external_id_conflict')
  // What a member holds opens no way to a receipt, nor to the account that it is on.
  const key = await p.session(finder)
  for (const path of [`/v1/purchases/${bought.id}`, `/v1/members/${buyer.id}/purchases`])
    await api.problem(403, 'wrong_key_kind', 'GET', path, { key })
  await api.problem(403, 'wrong_key_kind', 'POST', '/v1/purchases', { key, body: { ...shown, memberId: finder.id } })
  expect((await api.ok(200, 'GET', '/v1/me/purchases', { key })).data).toEqual([])
  const returns = `/v1/purchases/${bought.id}/returns`
  await p.problem(422, 'invalid_request', 'POST', returns, {
    lines: [{ index: 0, quantity: 1 }],
    memberId: finder.id,
  })
  await p.ok(201, 'POST', returns, { lines: [{ index: 0, quantity: 1 }] })
  const pointsOf = async (member: { id: string }) => (await p.summary(member)).balances.points.available
  expect([await pointsOf(buyer), await pointsOf(finder)]).toEqual([0, 0])
})

test('no ring of referrals closes: a referrer is a member before, is named once, and cannot be oneself', async () => {
  const p = await program()
  const first = await p.member({ phone: '13900001111' })
  const second = await p.member({ phone: '13900002222', referredBy: first.id })
  for (const body of [{ referredBy: second.id }, { referredBy: first.id }, { referredBy: null }])
    await p.problem(422, 'invalid_request', 'PATCH', `/v1/members/${first.id}`, body)
  // Who is a member already does not come in again as the friend of somebody, not of themselves either.
  for (const referredBy of [first.id, second.id])
    await p.problem(409, 'member_exists', 'POST', '/v1/members', { phone: '13900001111', referredBy })
  await p.problem(422, 'invalid_request', 'POST', '/v1/members', { referredBy: 'mem_00000000000' })
  const stranger = await (await program()).member()
  await p.problem(422, 'invalid_request', 'POST', '/v1/members', { referredBy: stranger.id })
  expect((await p.trialBalance()).transactions).toBe(0)
})

test('one password tried on many accounts is tried twenty times a minute, and hears nothing of which there are', async () => {
  const p = await program()
  const accounts = await atOnce(10, () => p.staff('associate'))
  api.passSeconds(60)
  api.comeFrom('192.0.2.77')
  const emails = [...accounts.map(({ email }) => email), ...accounts.map((_, i) => `nobody-${i}@shop.example`)]
  const guess = (email: string) =>
    api.call('POST', '/v1/staff/sessions', { body: { program: p.id, email, password: 'another long password' } })
  const answers = await Promise.all([...emails, ...emails].map(guess))
  const heard = (among: typeof answers) =>
    among.map(({ status, body: { requestId: _, ...rest } }) => JSON.stringify([status, rest])).toSorted()
  expect(answers.filter(({ body }) => body.code === 'sign_in_failed')).toHaveLength(20)
  expect(answers.filter(({ body }) => body.code === 'rate_limited')).toHaveLength(20)
  expect(heard(answers.slice(0, 10))).toEqual(heard(answers.slice(10, 20)))
  api.comeFrom(null)
})

test('a request that was listened to and is played again does nothing a second time', async () => {
  const p = await program('wangfujing')
  const member = await p.member()
  const heard = { body: receipt(member, 100, at), idempotencyKey: 'heard-on-the-wire' }
  const send = () => p.call('POST', '/v1/purchases', heard.body, { idempotencyKey: heard.idempotencyKey })
  const first = await send()
  const again = await atOnce(10, send)
  expect(again.map(({ status, body }) => [status, body.id])).toEqual(
    Array.from({ length: 10 }, () => [201, first.body.id]),
  )
  // Without the key, or under another one, it is the till's number that is known already.
  for (const idempotencyKey of [undefined, 'another'])
    await p.call('POST', '/v1/purchases', heard.body, idempotencyKey === undefined ? {} : { idempotencyKey })
  expect((await p.trialBalance()).transactions).toBe(1)
})

test('staff credit neither themselves nor, beyond what they may alone, their friends', async () => {
  const p = await program()
  const [own, friend] = [await p.member(), await p.member()]
  const associate = await p.staff('associate', { memberId: own.id })
  const gift = { unit: 'points', amount: 1000, reason: '投诉补偿' }
  await associate.problem(403, 'own_account', 'POST', `/v1/members/${own.id}/adjustments`, gift)
  await associate.ok(202, 'POST', `/v1/members/${friend.id}/adjustments`, gift)
  const [{ id }] = (await p.ok(200, 'GET', '/v1/approvals?status=pending')).data
  await associate.problem(403, 'role_not_allowed', 'POST', `/v1/approvals/${id}/approve`)
  expect((await p.summary(friend)).balances.points.available).toBe(0)
})

test('a page of another site makes no browser redeem or read: it is answered nothing that it may use', async () => {
  const p = await program('wangfujing')
  const member = await p.member()
  await p.ok(201, 'POST', '/v1/rewards', { code: 'mug', name: { en: 'Mug' }, points: 0, stock: null })
  const page = await p.ok(201, 'POST', '/v1/keys', { kind: 'publishable', allowedOrigins: ['https://shop.example'] })
  const keys: Wire[] = (await p.ok(200, 'GET', '/v1/keys')).data
  const anywhere = keys.find(({ kind, id }) => kind === 'publishable' && id !== page.id)
  await p.ok(200, 'DELETE', `/v1/keys/${anywhere.id}`)
  const key = await p.session(member)
  const headers = { origin: 'https://evil.example' }
  await api.problem(403, 'origin_not_allowed', 'POST', '/v1/me/redemptions', { key, headers, body: { reward: 'mug' } })
  await api.problem(403, 'origin_not_allowed', 'GET', '/v1/me', { key, headers })
  await api.problem(403, 'origin_not_allowed', 'GET', '/v1/program', { key: page.key, headers })
  expect((await p.ok(200, 'GET', `/v1/members/${member.id}/redemptions`)).data).toEqual([])
})
