import { setTimeout as wait } from 'node:timers/promises'
import { expectBooks, expectSameAnswers } from '../clients/expect-books.ts'
import { startShopping, type Shop } from '../clients/shop.ts'

const CLIENTS = 12
const SEND_AGAIN_AFTER_MS = 5

/**
 * Clients shop over a bad line until so many requests are answered, and send each again until it is. Then the books are
 * held, over a good line, against what they were told.
 */
export const shopThrough = async (
  shop: Shop,
  line: {
    /** The API over a good line, and over the bad one. */
    readonly direct: string
    readonly faulty: string
    readonly answers: number
    readonly stream: number
    /** Makes the lines behind the API good again. */
    readonly heal?: () => void
  },
): Promise<void> => {
  let answers = 0
  let isDone: () => void = () => undefined
  const done = new Promise<void>(resolve => (isDone = resolve))
  const onAnswer = () => {
    if (++answers === line.answers) isDone()
  }
  const network = { url: line.faulty, key: shop.key, lost: () => wait(SEND_AGAIN_AFTER_MS) }
  const shopping = startShopping(shop, network, { clients: CLIENTS, stream: line.stream, onAnswer })
  await Promise.race([done, shopping.failed])
  await shopping.stop()
  line.heal?.()
  await expectBooks(shop, line.direct)
  await expectSameAnswers(shop, { ...network, url: line.direct })
  await expectBooks(shop, line.direct)
}
