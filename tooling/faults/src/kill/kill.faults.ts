import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { transactionKinds } from '@laurel/core'
import { startNodeServer } from '@laurel/load/node-server'
import { expect, test } from 'vitest'
import { answerCount } from '../clients/answer-count.ts'
import { posts } from '../clients/deeds.ts'
import { expectBooks, expectSameAnswers } from '../clients/expect-books.ts'
import { makeGate } from '../clients/gate.ts'
import { openShop, startShopping } from '../clients/shop.ts'
import { expectVerified } from '../clients/verify-folder.ts'
import { randomOf } from '../random.ts'
import { seed, times } from '../run-form.ts'

const CLIENTS = 16
const KILLS = times(8, 100)

/** What no client asks for: scheduled work posts it, and `scheduled-work.faults.ts` kills that; nothing posts the last. */
const NOT_ASKED_FOR = ['rebate', 'expire', 'transfer']

test('clients do everything that posts to the journal, but for what scheduled work does', () => {
  const asked = new Set<string | null>(Object.values(posts))
  expect(
    transactionKinds.filter(kind => !asked.has(kind)),
    'kinds of transaction without a deed in deeds.ts',
  ).toEqual(NOT_ASKED_FOR)
})

test(`after ${KILLS} kills under load everything answered is there once, and nothing twice`, async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'laurel-kill-'))
  const random = randomOf(seed)
  let server = await startNodeServer({ dataDir })
  try {
    const { url, port, operatorKey } = server
    const shop = await openShop(url, operatorKey)
    const gate = makeGate()
    const answers = answerCount()
    const network = { url, key: shop.key, lost: gate.pass }
    const shopping = startShopping(shop, network, { clients: CLIENTS, stream: 1, onAnswer: answers.onAnswer })
    for (let kill = 0; kill < KILLS; kill++) {
      // At an answer, so that the next commits are on their way, wherever the engine is with them.
      await Promise.race([answers.more(1 + random.below(250)), shopping.failed])
      gate.close()
      await server.kill()
      await Promise.race([gate.waiting(CLIENTS), shopping.failed])
      server = await startNodeServer({ dataDir, port })
      // Before anything is sent again: what was not answered is there once, or not at all.
      const open = shop.told.filter(({ answer }) => !answer)
      expect(open.length).toBeLessThanOrEqual(CLIENTS)
      const members = new Set(open.flatMap(({ asking }) => asking.memberId ?? []))
      await expectBooks(shop, url, kill % 8 === 7 ? undefined : members)
      gate.open()
    }
    await shopping.stop()
    await expectBooks(shop, url)
    await expectSameAnswers(shop, network)
    await expectBooks(shop, url)
    const resent = shop.told.filter(({ sends }) => sends > 1).length
    console.log(`${KILLS} kills, ${answers.count} answers, ${resent} requests sent again`)
    expect(resent).toBeGreaterThan(KILLS)
    await server.stop()
    await expectVerified(dataDir)
  } finally {
    await server.kill()
    rmSync(dataDir, { recursive: true, force: true })
  }
})
