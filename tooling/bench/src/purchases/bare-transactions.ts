import { join } from 'node:path'
import Libsql from 'libsql'

const SCHEMA = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  CREATE TABLE accounts (id INTEGER PRIMARY KEY, balance INTEGER NOT NULL) STRICT;
  CREATE TABLE transactions (id INTEGER PRIMARY KEY, occurred_at INTEGER NOT NULL) STRICT;
  CREATE TABLE postings (
    transaction_id INTEGER NOT NULL, account_id INTEGER NOT NULL, amount INTEGER NOT NULL,
    PRIMARY KEY (transaction_id, account_id)
  ) STRICT, WITHOUT ROWID;
`
const ACCOUNTS = 512

/**
 * The least that double entry can be: one transaction, two postings, two balances, five statements, in a file of their
 * own through the same native engine.
 */
export const openBareLedger = (folder: string) => {
  const file = new Libsql(join(folder, 'bare.db'))
  file.exec(SCHEMA)
  const account = file.prepare('INSERT INTO accounts (id, balance) VALUES (?, 0)')
  file.exec('BEGIN')
  for (let id = 0; id <= ACCOUNTS; id++) account.run(id)
  file.exec('COMMIT')
  const transaction = file.prepare('INSERT INTO transactions (id, occurred_at) VALUES (?, ?)')
  const posting = file.prepare('INSERT INTO postings (transaction_id, account_id, amount) VALUES (?, ?, ?)')
  const balance = file.prepare('UPDATE accounts SET balance = balance + ? WHERE id = ?')
  let last = 0
  const post = (): void => {
    const id = ++last
    const member = 1 + (id % ACCOUNTS)
    transaction.run(id, 1_760_000_000_000 + id)
    posting.run(id, member, 387)
    posting.run(id, 0, -387)
    balance.run(387, member)
    balance.run(-387, 0)
  }
  return {
    /** Transactions a second, so many to a commit, for so many seconds. */
    rate: (perCommit: number, seconds: number): number => {
      const [before, started] = [last, performance.now()]
      while (performance.now() - started < seconds * 1000) {
        file.exec('BEGIN IMMEDIATE')
        for (let i = 0; i < perCommit; i++) post()
        file.exec('COMMIT')
      }
      return (last - before) / ((performance.now() - started) / 1000)
    },
    close: () => file.close(),
  }
}
