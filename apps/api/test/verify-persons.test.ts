import { afterAll, test } from 'vitest'
import { expectNamed, type Crime } from './crimes.ts'
import { testApi } from './test-api.ts'

const api = await testApi()
afterAll(api.close)

/** A program whose one member bought of a brand at ×2, and lost all at the year's end. */
const program = async () => {
  const p = await api.program('wanqian', '2026-06-18T22:00:00+08:00')
  await p.ok(200, 'PUT', '/v1/brands/loom', {
    name: 'Loom',
    multiplier: 2,
    contractRate: 0.3,
    takesMemberDiscount: false,
  })
  const member = await p.member({
    phone: '+8613800138000',
    birthday: '1990-06-18',
    brandCards: ['loom'],
    consents: [{ channel: 'sms', purpose: 'marketing', granted: true }],
  })
  const path = `/v1/members/${member.id}`
  await p.ok(201, 'POST', '/v1/customFields', { code: 'fit', name: { en: 'Fit' }, type: 'boolean' })
  await p.ok(200, 'PATCH', `${path}/dossier`, {
    habits: ['周末来'],
    interests: ['tennis'],
    sizes: { jeans: '32' },
    fields: { fit: true },
  })
  await p.ok(200, 'PUT', `${path}/tags/regular`)
  await p.ok(201, 'POST', `${path}/family`, { relation: 'child', birthday: '2018-06-01', sizes: { coat: '120' } })
  await p.ok(201, 'POST', `${path}/notes`, { text: '喜欢靠窗的位子' })
  await p.buy(member, 1000, '2026-06-18T22:00:00+08:00', { line: { brand: 'loom' } })
  await p.ok(201, 'POST', `/v1/members/${member.id}/adjustments`, { unit: 'points', amount: 5, reason: 'r' })
  await p.ok(201, 'POST', '/v1/segments', { name: 'Cards', filter: { kind: 'registered', withinDays: 1000 } })
  await p.clock('2027-01-02T00:00:00+08:00')
  await p.ok(200, 'PUT', '/v1/program/rules', { rules: await p.ok(200, 'GET', '/v1/program/rules') })
  await p.buy(member, 100, '2027-01-02T00:00:00+08:00')
  return p
}

/** What somebody with the file in hand could do, triggers bypassed: the crime, its SQL, and how it is named. */
test.each<Crime>([
  ['a member who came earlier', 'UPDATE members SET registered_on = registered_on - 400', /day of the registration/],
  ['a member taken away', 'DELETE FROM members', /4 transactions without a member/],
  ['a card taken away', 'DELETE FROM cards', /1 members without a card/],
  ['a card of nobody', 'UPDATE cards SET member_id = 7', /1 cards without a member/],
  ['a person taken away', 'DELETE FROM profiles', /1 members without a profile/],
  ['a person of nobody', 'UPDATE profiles SET member_id = 7', /1 profiles without a member/],
  ['a phone number of nobody', 'UPDATE lookups SET member_id = 7', /lookups without a member/],
  ['a consent of nobody', 'UPDATE consents SET member_id = 7', /1 consents without a member/],
  ['a counter card of nobody', 'UPDATE brand_cards SET member_id = 7', /1 counter cards without a member/],
  ['a dossier of nobody', 'UPDATE dossiers SET member_id = 7', /1 dossiers without a member/],
  ['an interest of nobody', 'UPDATE member_interests SET member_id = 7', /1 interests without a member/],
  ['a size of nobody', 'UPDATE member_sizes SET member_id = 7', /1 sizes without a member/],
  ['a tag of nobody', 'UPDATE member_tags SET member_id = 7', /1 tags without a member/],
  ['a family of nobody', 'UPDATE family_members SET member_id = 7', /1 family without a member/],
  ['a family’s size of nobody', 'UPDATE family_sizes SET member_id = 7', /1 family sizes of nobody/],
  ['a note of nobody', 'UPDATE member_notes SET member_id = 7', /1 notes without a member/],
  ['a custom value of nobody', 'UPDATE member_fields SET member_id = 7', /1 custom values without a member/],
  ['a custom field taken away', 'DELETE FROM custom_fields', /1 custom values without a field/],
  ['a segment of nobody', 'UPDATE segment_members SET member_id = 7', /1 segments of who is no member/],
  ['a reason of nobody', 'UPDATE reasons SET member_id = 7', /1 reasons without a transaction of their member/],
  ['a store taken away', 'DELETE FROM stores', /1 stores of receipts that are not there/],
  ['a brand taken away', 'DELETE FROM brands', /1 brands of receipts that are not there/],
  [
    'a brand that gave more',
    'UPDATE brand_settings SET multiplier = 30000',
    /receipts of beijing-1 have ×2 of brand loom, which never set it/,
  ],
  [
    'rules that gave more',
    `UPDATE rules_versions SET document = replace(document, '"perMinor":100', '"perMinor":50')`,
    /points: rebuilt/,
  ],
  ['all rules taken away', 'DELETE FROM rules_versions', /^there is no version of the rules$/m],
  ['rules in force taken away', 'DELETE FROM rules_versions WHERE version = 2', /^version 2 of the rules is missing$/m],
  [
    'rules that came into force earlier',
    'UPDATE rules_versions SET effective_at = effective_at - 300 * 86400000 WHERE version = 2',
    /transaction 1 is of version 1 of the rules, which did not hold then/,
  ],
  [
    'rules that came into force later',
    'UPDATE rules_versions SET effective_at = effective_at + 1 WHERE version = 2',
    /transaction 4 is of version 2 of the rules, which did not hold then/,
  ],
  ['scheduled work of another day', 'UPDATE job_occurrences SET day = day + 1', /day of expiry:2027-01-01: rebuilt/],
  ['scheduled work taken away', 'DELETE FROM job_occurrences', /entries of scheduled work without an occurrence/],
  ['its entry taken away', 'DELETE FROM job_entries', /1 transactions of nobody that no scheduled work has made/],
])('names %s', async (_, sql, named) => {
  await expectNamed(api, await program(), sql, named)
})

/** A program one of whose members was erased after a purchase. */
const erased = async () => {
  const p = await api.program('wanqian', '2026-06-18T22:00:00+08:00')
  const member = await p.member({ name: '赵敏', phone: '+8613800138001' })
  await p.buy(member, 1000, '2026-06-18T22:00:00+08:00')
  await p.ok(200, 'DELETE', `/v1/members/${member.id}`)
  return p
}

test.each<Crime>([
  ['who is there again', "UPDATE members SET status = 'active'", /has no standing/],
  ['an erasure taken away', 'DELETE FROM erasures', /was erased by no transaction/],
  ['an erasure by something else', 'UPDATE erasures SET id = 7', /was erased by no transaction/],
  ['an erasure of somebody else', 'UPDATE erasures SET member_id = 7', /1 erasures without a member who is erased/],
  [
    'a number that is kept',
    "INSERT INTO cards (number, member_id) SELECT '8000000000000000', id FROM members",
    /1 cards without a member/,
  ],
  [
    'points that went elsewhere',
    'UPDATE transfers SET credit = 3 WHERE debit = 0 AND credit = 5',
    /was erased with points from member:points to program:issuance/,
  ],
])('names, of somebody who was erased, %s', async (_, sql, named) => {
  await expectNamed(api, await erased(), sql, named)
})
