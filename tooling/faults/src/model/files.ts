import type { Wire } from '@laurel/api/testing'
import { expect } from 'vitest'
import { DAY_MS, isoInstant } from './days.ts'
import { boughtBy, LATE_MS } from './receipts.ts'
import type { Bought, Member } from './model-program.ts'
import { both, memberOf, nameOf, newest, pick, type Draw, type World } from './world.ts'

const HEADER = 'externalId,memberExternalId,occurredAt,store,sku,brand,quantity,unitPrice,tender'

interface FileReceipt {
  readonly member: Member
  readonly memberExternalId: string
  readonly externalId: string
  readonly bought: Bought
}

/** As an old till keeps receipts: every line paid by itself, no coupon and nothing from a wallet. */
const inFile = (bought: Bought, tender: string): Bought => {
  const goods = bought.goods.map(line => ({ ...line, charged: line.quantity * line.unitPrice }))
  return {
    ...bought,
    goods,
    tenders: [{ kind: tender, amount: goods.reduce((sum, { charged }) => sum + charged, 0) }],
    coupon: null,
  }
}

const rowsOf = ({ externalId, memberExternalId, bought }: FileReceipt): readonly string[] =>
  bought.goods.map(({ brand, quantity, unitPrice }, i) =>
    [
      externalId,
      memberExternalId,
      isoInstant(bought.at),
      bought.store,
      `A${i}`,
      brand ?? '',
      quantity,
      (unitPrice / 100).toFixed(2),
      bought.tenders[0]!.kind,
    ].join(','),
  )

/** A file of one to four receipts, late ones among them, of one or two members. */
const receiptsOf = (world: World, draw: Draw): readonly FileReceipt[] => {
  const { model } = world
  return Array.from({ length: 1 + (draw.size % 4) }, (_, i) => {
    const one = { who: draw.who + (draw.which % 3 === 0 ? i % 2 : 0), which: draw.which + i, size: draw.size + i }
    const member = memberOf(world, one.who)
    const late = pick(LATE_MS, draw.which + draw.size)! + (3 - i) * DAY_MS
    return {
      member,
      memberExternalId: nameOf(member, one.size).externalId,
      externalId: `f${model.places()}-${i}`,
      bought: inFile(boughtBy(member, one, model.now() - late), pick(['cash', 'wechat'], one.which)!),
    }
  })
}

export const bringIn = async (world: World, draw: Draw): Promise<void> => {
  const { p, model, workOff } = world
  const receipts = receiptsOf(world, draw)
  const csv = [HEADER, ...receipts.flatMap(rowsOf)].join('\n')
  const { id } = await p.ok(202, 'POST', '/v1/imports?kind=purchases', undefined, { csv })
  await workOff()
  const made = model.bringIn(receipts)
  made.id = id
  const { status, created, rejectedRows } = await p.ok(200, 'GET', `/v1/imports/${id}`)
  expect({ status, created, rejectedRows }).toEqual({ status: 'done', created: receipts.length, rejectedRows: 0 })
  for (const [i, { sale }] of made.receipts.entries()) {
    const { externalId, member } = receipts[i]!
    const { data } = await p.ok(200, 'GET', `/v1/members/${member.id}/purchases?limit=100`)
    const kept = data.find((one: Wire) => one.externalId === externalId)
    sale.id = kept.id
    expect(kept.points.earned).toBe(sale.award.points)
  }
  world.tell('accepted')
}

/** Takes back a file, most often the newest, or is refused because something rests on it. */
export const undo = async (world: World, { which }: Draw): Promise<void> => {
  const { p, model, workOff } = world
  const file = newest(model.files, which)
  if (!file) return
  const path = `/v1/imports/${file.id}/undo`
  if (!(await both(world, () => model.undo(file), { method: 'POST', path }))) return
  await workOff()
  expect(await p.ok(200, 'GET', `/v1/imports/${file.id}`)).toMatchObject({ status: 'undone', undo: { standing: 0 } })
}

/** Brings in a file and takes it back before anything else is done. */
export const bringInByMistake = async (world: World, draw: Draw): Promise<void> => {
  await bringIn(world, draw)
  await undo(world, { ...draw, which: 0 })
}
