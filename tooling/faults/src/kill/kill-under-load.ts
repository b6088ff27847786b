import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startNodeServer, type NodeServerOptions } from '@laurel/load/node-server'
import { expect } from 'vitest'
import { answerCount } from '../clients/answer-count.ts'
import { expectBooks, expectSameAnswers } from '../clients/expect-books.ts'
import { makeGate } from '../clients/gate.ts'
import { openShop, startShopping } from '../clients/shop.ts'
import { expectVerified } from '../clients/verify-folder.ts'
import { randomOf } from '../random.ts'
import { seed } from '../run-form.ts'

/** How a server is killed again and again. */
interface Killing {
  readonly kills: number
  readonly clients: number
  /** A kill comes after so many answers at most. */
  readonly answers: number
  readonly stream: number
  /** Another server than the self-hosted one. */
  readonly server?: Pick<NodeServerOptions, 'entry'>
}

/**
 * Kills a server under load and starts it again, so many times; clients send again what was not answered, with the same
 * keys. After each kill, and at the end, everything answered is there once, and nothing twice.
 */
export const killUnderLoad = async ({ kills, clients, answers: most, stream, server: which }: Killing) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'laurel-kill-'))
  const random = randomOf(seed)
  let server = await startNodeServer({ dataDir, ...which })
  try {
    const { url, port, operatorKey } = server
    const shop = await openShop(url, operatorKey)
    const gate = makeGate()
    const answers = answerCount()
    const network = { url, key: shop.key, lost: gate.pass }
    const shopping = startShopping(shop, network, { clients, stream, onAnswer: answers.onAnswer })
    for (let kill = 0; kill < kills; kill++) {
      // At an answer, so that the next commits are on their way, wherever the engine is with them.
      await Promise.race([answers.more(1 + random.below(most)), shopping.failed])
      gate.close()
      await server.kill()
      await Promise.race([gate.waiting(clients), shopping.failed])
      server = await startNodeServer({ dataDir, port, ...which })
      // Before anything is sent again: what was not answered is there once, or not at all.
      const open = shop.told.filter(({ answer }) => !answer)
      expect(open.length).toBeLessThanOrEqual(clients)
      const members = new Set(open.flatMap(({ asking }) => asking.memberId ?? []))
      await expectBooks(shop, url, kill % 8 === 7 ? undefined : members)
      gate.open()
    }
    await shopping.stop()
    await expectBooks(shop, url)
    await expectSameAnswers(shop, network)
    await expectBooks(shop, url)
    const resent = shop.told.filter(({ sends }) => sends > 1).length
    console.log(`${kills} kills, ${answers.count} answers, ${resent} requests sent again`)
    expect(resent).toBeGreaterThan(kills)
    await server.stop()
    await expectVerified(dataDir)
  } finally {
    await server.kill()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
