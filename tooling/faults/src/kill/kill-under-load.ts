import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startNodeServer, type NodeServerOptions } from '@laurel/load/node-server'
import { expect } from 'vitest'
import { answerCount } from '../clients/answer-count.ts'
import type { Deed } from '../clients/deeds.ts'
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
  /** What has to be under way at one of the kills: there are more of them, up to as many again, until it was. */
  readonly meets?: readonly Deed[]
  /** Another server than the self-hosted one. */
  readonly server?: Pick<NodeServerOptions, 'entry'>
}

/**
 * Kills a server under load and starts it again, so many times; clients send again what was not answered, with the same
 * keys. After each kill, and at the end, everything answered is there once, and nothing twice.
 */
export const killUnderLoad = async ({ kills, clients, answers: most, stream, meets = [], server: which }: Killing) => {
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
    const met = new Map<Deed, number>()
    const isMissing = () => meets.some(deed => !met.has(deed))
    /** Whether something is under way now that was at no kill yet; who asked last is at the end. */
    const isMeeting = () => shop.told.slice(-4 * clients).some(({ asking, answer }) => !answer && !met.has(asking.deed))
    for (let kill = 0; kill < kills || (isMissing() && kill < 2 * kills); kill++) {
      // At an answer, so that the next commits are on their way, wherever the engine is with them.
      await Promise.race([answers.more(1 + random.below(most)), shopping.failed])
      for (let more = 0; isMissing() && !isMeeting() && more < most; more++)
        await Promise.race([answers.more(1), shopping.failed])
      gate.close()
      await server.kill()
      await Promise.race([gate.waiting(clients), shopping.failed])
      server = await startNodeServer({ dataDir, port, ...which })
      // Before anything is sent again: what was not answered is there once, or not at all.
      const open = shop.told.filter(({ answer }) => !answer)
      expect(open.length).toBeLessThanOrEqual(clients)
      for (const { asking } of open) met.set(asking.deed, (met.get(asking.deed) ?? 0) + 1)
      const members = new Set(open.flatMap(({ asking }) => asking.memberId ?? []))
      await expectBooks(shop, url, kill % 8 === 7 ? undefined : members)
      gate.open()
    }
    await shopping.stop()
    await expectBooks(shop, url)
    await expectSameAnswers(shop, network)
    await expectBooks(shop, url)
    const resent = shop.told.filter(({ sends }) => sends > 1).length
    console.log(`under way at a kill: ${[...met].map(([deed, times]) => `${deed} ${times}`).join(', ')}`)
    expect(
      meets.filter(deed => !met.has(deed)),
      'what was under way at no kill',
    ).toEqual([])
    console.log(`${kills} kills, ${answers.count} answers, ${resent} requests sent again`)
    expect(resent).toBeGreaterThan(kills)
    await server.stop()
    await expectVerified(dataDir)
  } finally {
    await server.kill()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
