import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { startNodeServer } from '@laurel/load/node-server'
import { test } from 'vitest'
import { answerCount } from '../clients/answer-count.ts'
import { expectBooks } from '../clients/expect-books.ts'
import { makeGate } from '../clients/gate.ts'
import { openShop, startShopping } from '../clients/shop.ts'
import { expectVerified } from '../clients/verify-folder.ts'
import { times } from '../run-form.ts'

const CLIENTS = 16
const STOPS = times(1, 20)

/** Rejects where something does not end at all; how long it takes is not what is asked. */
const within = async (ms: number, what: string, work: Promise<unknown>): Promise<void> => {
  const timer = new AbortController()
  const late = wait(ms, undefined, { signal: timer.signal }).then(() => {
    throw new Error(`${what} did not happen within ${ms} ms`)
  })
  try {
    await Promise.race([work, late])
  } finally {
    timer.abort()
  }
}

test('a server that is asked to end under load goes, and what it did not answer it has not done', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'laurel-terminate-'))
  let server = await startNodeServer({ dataDir })
  try {
    const { url, port, operatorKey } = server
    const shop = await openShop(url, operatorKey)
    const gate = makeGate()
    const answers = answerCount()
    const network = { url, key: shop.key, lost: gate.pass }
    const shopping = startShopping(shop, network, { clients: CLIENTS, stream: 2, onAnswer: answers.onAnswer })
    for (let stop = 0; stop < STOPS; stop++) {
      await Promise.race([answers.more(100), shopping.failed])
      gate.close()
      // Clients send on the connections they have: the server must not wait for them to tire of it.
      await within(60_000, 'the end of the server', server.stop())
      await Promise.race([gate.waiting(CLIENTS), shopping.failed])
      server = await startNodeServer({ dataDir, port })
      const answered = shop.told.filter(({ answer }) => answer)
      await expectBooks({ ...shop, told: answered }, url)
      gate.open()
    }
    await shopping.stop()
    await expectBooks(shop, url)
    await server.stop()
    await expectVerified(dataDir)
  } finally {
    await server.kill()
    rmSync(dataDir, { recursive: true, force: true })
  }
})
