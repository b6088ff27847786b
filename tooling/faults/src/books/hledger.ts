import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/** What each account holds of each unit, as `account unit`, minor units; accounts that hold nothing are left out. */
export type Held = Readonly<Record<string, number>>

/** What an accountant of another make reads in a journal. Throws what hledger says where it cannot read it. */
export const readByHledger = async (journal: string) => {
  const folder = mkdtempSync(join(tmpdir(), 'laurel-hledger-'))
  const file = join(folder, 'journal.hledger')
  const ask = async (...args: string[]) => (await execute('hledger', ['--file', file, ...args])).stdout
  const held = async (...args: string[]): Promise<Held> => {
    const [, ...rows] = (await ask('balance', '--flat', '-O', 'csv', '--layout', 'bare', ...args)).trim().split('\n')
    return Object.fromEntries(
      rows
        .map(row => JSON.parse(`[${row}]`) as [string, string, string])
        .filter(([account]) => account !== 'total')
        .map(([account, commodity, amount]) => [
          `${account} ${commodity === 'POINTS' ? 'points' : commodity.split('.')[1]}`,
          Number(amount.replace('.', '')),
        ]),
    )
  }
  try {
    writeFileSync(file, journal)
    await ask('check')
    return {
      transactions: Number(/Transactions +: (\d+)/.exec(await ask('stats'))?.[1]),
      /** The words that say what each transaction is. */
      descriptions: (await ask('descriptions')).trim().split('\n'),
      accounts: await held('--depth', '2'),
      members: await held('member'),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
