import { setTimeout as wait } from 'node:timers/promises'
import { LaurelClient } from '@laurel/load/laurel-client'
import type { Wire } from '@laurel/api/testing'
import { seed } from '../run-form.ts'
import { randomOf } from '../random.ts'
import { makeCustomer } from './customer.ts'
import { enrol, GIFT, NOW, PRESET } from './deeds.ts'
import { sendUntilAnswered, type Network, type Told } from './patient-client.ts'

/** A program that clients shop at. */
export interface Shop {
  readonly key: string
  readonly sharedMemberId: string
  /** Everything that clients have asked of it. */
  readonly told: Told[]
}

/** Makes the program, its gift and the card that everybody shares. `url` must answer: nothing is sent twice here. */
export const openShop = async (url: string, operatorKey: string): Promise<Shop> => {
  const operator = new LaurelClient(url, operatorKey)
  const made = await operator.call<Wire>('POST', '/v1/programs', {
    body: { name: 'Shop', mode: 'test', preset: PRESET },
  })
  const client = new LaurelClient(url, made.secretKey)
  await client.call('POST', '/v1/program/clock', { body: { now: NOW } })
  await client.call('POST', '/v1/rewards', { body: GIFT })
  const shared: Told = { asking: enrol(), answer: null, sends: 0 }
  const network = { url, key: made.secretKey, lost: () => wait(5) }
  const { body } = await sendUntilAnswered(network, shared)
  return { key: made.secretKey, sharedMemberId: body.id, told: [shared] }
}

/** Clients that shop at once, each one step after another, until they are told to stop. */
export const startShopping = (
  shop: Shop,
  network: Network,
  { clients, stream, onAnswer }: { readonly clients: number; readonly stream: number; readonly onAnswer: () => void },
) => {
  const shopping = { isOpen: true }
  const shopOn = async (client: number) => {
    const customer = makeCustomer(randomOf(seed, stream * 1000 + client), shop.sharedMemberId)
    while (shopping.isOpen) {
      const told: Told = { asking: customer.next(), answer: null, sends: 0 }
      shop.told.push(told)
      const settled = await sendUntilAnswered(network, told)
      if (settled.status >= 300)
        throw new Error(`${told.asking.deed} was refused with ${settled.status}: ${JSON.stringify(settled.body)}`)
      customer.answered(told.asking, settled)
      onAnswer()
    }
  }
  const all = Promise.all(Array.from({ length: clients }, (_, client) => shopOn(client)))
  // Whoever waits for the end is told of a failure; until then it is nobody's.
  all.catch(() => undefined)
  return {
    /** Rejects as soon as one of the clients was refused or lost. */
    failed: all.then(() => new Promise<never>(() => undefined)),
    /** Each client ends with the step that it is at, answered. */
    stop: async () => {
      shopping.isOpen = false
      await all
    },
  }
}
