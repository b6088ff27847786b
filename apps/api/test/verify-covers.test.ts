import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { programTables } from '@laurel/db/testing'
import { expect, test } from 'vitest'

/** Why a change there, made behind the server, is none that the books could show. */
const shownByNothing: Readonly<Record<string, string>> = {
  campaign_occasions: 'who is about to be decided on, forgotten once it is done: no balance hangs on it',
  campaign_results: 'what campaigns have brought: counted again every night',
  campaigns: 'what was said to whom: no balance hangs on it',
  channel_accounts: 'accounts at carriers, sealed',
  message_templates: 'what is said',
  messages: 'what was said to whom: no balance hangs on it',
  import_keys: 'what the rows of a rehearsal would be known by, or may not be, gone with its end',
  import_made: 'by which file something came in: what came in is in the books, and checked there',
  import_rejections: 'rows of a file that came to nothing',
  import_sums: 'what files have come to: what came in is in the books, and checked there',
  import_left: 'rows that an undo has left standing: what they made is in the books still',
  import_replaced: 'who members were before a file: nothing of it is in the books',
  import_undos: 'how far files were undone',
  import_rows: 'what is left of a file to be done, forgotten once it is',
  imports: 'how far files are, and what they have come to',
  event_marks: 'through which id events were told: a lower one tells them again',
  events: 'what happened, for those who listen: the books are told by the journal',
  forecasts: 'what is to be expected: nothing of it is in the books, and the next night fits again',
  insight_snapshots:
    'what members came to as of a night: nothing of it is in the books, and the next night counts again',
  kiosk_challenges: 'codes that were sent to phones, forgotten within the hour',
  kiosk_sessions: 'who stands at a kiosk, forgotten within minutes',
  kiosks: 'screens in malls: nothing of them is in the books',
  jobs: 'how far a test clock is on its way: what fell due is told by the occurrences and their entries',
  program: 'one row: what it is called, and a test clock, which no posting depends on but by its own instant',
  replays: 'what a draft would have come to: nothing of it is in the books, and a new replay gives it again',
  requests: 'keyed hashes of what was asked: what was answered stands in the books and is checked there',
  segments: 'what somebody asks about members: whom it holds for is found out anew each time',
  sign_in_attempts: 'guesses, forgotten after a while',
  staff_limits: 'what associates may do from now on: what they did is held to the limit that was kept with it',
  webhook_deliveries: 'what endpoints have not taken yet, forgotten once they have',
  webhooks: 'where events are sent, and how far: nothing of it is in the books',
  used_tokens: 'tokens that have redeemed, forgotten once they have expired: the redemptions are checked',
}

/** The tables that a crime changes, as the tests that commit them have it. */
const criminal = new Set(
  readdirSync(import.meta.dirname)
    .filter(name => /^verify-.*\.test\.ts$/.test(name))
    .flatMap(name => [
      ...readFileSync(join(import.meta.dirname, name), 'utf8').matchAll(
        /(?:UPDATE|DELETE FROM|INSERT INTO) ([a-z_]+)/g,
      ),
    ])
    .map(([, table]) => table!),
)

test('every table of a program has a crime that ledger:verify names, or a reason why there is none', () => {
  const without = programTables.filter(table => !criminal.has(table) && !(table in shownByNothing))
  expect(without, 'tables that no crime of verify-*.test.ts changes, and that have no reason here').toEqual([])
  const gone = Object.keys(shownByNothing).filter(table => !programTables.includes(table) || criminal.has(table))
  expect(gone, 'tables with a reason that are gone, or have a crime').toEqual([])
})
