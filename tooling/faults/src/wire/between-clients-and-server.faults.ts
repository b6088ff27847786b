import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startNodeServer } from '@laurel/load/node-server'
import { expect, test } from 'vitest'
import { expectVerified } from '../clients/verify-folder.ts'
import { openShop } from '../clients/shop.ts'
import { times } from '../run-form.ts'
import { byChance } from './chance.ts'
import { fates, startFaultyProxy } from './faulty-proxy.ts'
import { shopThrough } from './shop-through.ts'

const ANSWERS = times(300, 20_000)

test(`of ${ANSWERS} requests to a self-hosted server, cut, doubled, delayed and refused on the way, each is done once`, async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'laurel-wire-'))
  const server = await startNodeServer({ dataDir })
  try {
    const proxy = await startFaultyProxy({ target: server.url, ...byChance(20) })
    const shop = await openShop(server.url, server.operatorKey)
    await shopThrough(shop, { direct: server.url, faulty: proxy.url, answers: ANSWERS, stream: 21 })
    expect([...proxy.dealt.keys()].toSorted()).toEqual([...fates].toSorted())
    await proxy.close()
    await server.stop()
    await expectVerified(dataDir)
  } finally {
    await server.kill()
    rmSync(dataDir, { recursive: true, force: true })
  }
})
