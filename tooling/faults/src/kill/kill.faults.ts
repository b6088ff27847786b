import { transactionKinds } from '@laurel/core'
import { expect, test } from 'vitest'
import { posts, type Deed } from '../clients/deeds.ts'
import { times } from '../run-form.ts'
import { killUnderLoad } from './kill-under-load.ts'

const KILLS = times(8, 100)

/**
 * What no client asks for: scheduled work posts the first, and `scheduled-work.faults.ts` kills that; the others come
 * with files.
 */
const NOT_ASKED_FOR = ['rebate', 'opening', 'past']

test('clients do everything that posts to the journal, but for what scheduled work does', () => {
  const asked = new Set(Object.values(posts).flat())
  expect(
    transactionKinds.filter(kind => !asked.has(kind)),
    'kinds of transaction without a deed in deeds.ts',
  ).toEqual(NOT_ASKED_FOR)
})

test(`after ${KILLS} kills under load, each kind of write under way at one of them, everything answered is there once, and nothing twice`, async () => {
  await killUnderLoad({ kills: KILLS, clients: 16, answers: 250, stream: 1, meets: Object.keys(posts) as Deed[] })
})
