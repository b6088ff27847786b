import type { Wire } from '@laurel/api/testing'
import { expect } from 'vitest'
import { birthdayOf } from './birthdays.ts'
import type { Member, Name } from './model-program.ts'
import { both, memberOf, nameOf, pick, type Draw, type World } from './world.ts'

export const enrol = async (world: World, { which }: Draw): Promise<void> => {
  const { model, p } = world
  if (model.members.length === 4) return
  const { birthday, told } = birthdayOf(which)
  const enrolled = model.erased.length + model.members.flatMap(({ names }) => names).length
  const phone = `+861380000${String(enrolled).padStart(4, '0')}`
  const externalId = `e${enrolled}`
  const { lunarBirthday, ...solar } = told
  const body = { ...(lunarBirthday ? told : solar), phone, externalId }
  const done = await both(world, () => model.enrol(birthday), { method: 'POST', path: '/v1/members', body })
  const { id, cardNumber } = done!.answer
  done!.made.id = id
  done!.made.names.push({ id, cardNumber, phone, externalId, token: await p.session({ id }) })
}

const foundBy = async ({ p }: World, query: string): Promise<readonly string[]> =>
  (await p.ok(200, 'GET', `/v1/members?${query}`)).data.map(({ id }: Wire) => id)

/** Whoever asks by any of a member's names finds that member, or nobody any more. */
const expectFound = async (world: World, { id, cardNumber, phone }: Name, member: Member | null): Promise<void> => {
  const { p } = world
  for (const query of [`cardNumber=${cardNumber}`, `phone=${encodeURIComponent(phone)}`])
    expect(await foundBy(world, query), query).toEqual(member ? [member.id] : [])
  if (member) expect((await p.ok(200, 'GET', `/v1/members/${id}`)).id).toBe(member.id)
  else await p.problem(410, 'member_erased', 'GET', `/v1/members/${id}`)
}

export const erase = async (world: World, { who, size }: Draw): Promise<void> => {
  const { model } = world
  if (model.members.length === 2) return
  const member = memberOf(world, who)
  const path = `/v1/members/${nameOf(member, size).id}`
  const done = await both(world, () => model.erase(member), { method: 'DELETE', path })
  if (done) for (const name of member.names) await expectFound(world, name, null)
}

/** Merges another card into somebody's, and at times one that is somebody's already, the member's own, or an erased person's. */
export const merge = async (world: World, { who, which, size }: Draw): Promise<void> => {
  const { model, p } = world
  const member = memberOf(world, who)
  const others = model.members.length > 2 ? model.members.filter(other => other !== member) : []
  const taken = [...model.members.flatMap(({ names }) => names.slice(1)), ...model.erased, nameOf(member, 0)]
  const from = (which % 4 > 0 && pick(others, size)?.id) || pick(taken, size)!.id
  const done = await both(world, () => model.merge(member, from), {
    method: 'POST',
    path: `/v1/members/${nameOf(member, which).id}/merge`,
    body: { from },
  })
  if (!done) return
  const { tier } = model.card(member)
  const { cardNumber } = nameOf(member, 0)
  expect(done.answer).toMatchObject({ id: member.id, cardNumber, tier: tier && { code: tier } })
  for (const name of member.names) await expectFound(world, name, member)
  const { data } = await p.ok(200, 'GET', `/v1/members/${from}/purchases?limit=100`)
  expect(data.map(({ id }: Wire) => id).toSorted()).toEqual(member.sales.map(({ id }) => id).toSorted())
}
