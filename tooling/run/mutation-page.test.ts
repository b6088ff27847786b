import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root } from './house.mjs'
import { foldersBelow, mutationPage, mutationTable } from './mutation-page.mjs'

const mutants = (...statuses: readonly string[]) => ({ mutants: statuses.map(status => ({ status })) })
const report = {
  files: {
    'src/ledger/lots.ts': mutants('Killed', 'Killed', 'Survived', 'Ignored'),
    'src/expiry/lot-expiry.ts': mutants('Timeout', 'NoCoverage'),
    'src/ledger/wallet.ts': mutants('Killed'),
    'src/ids/public-id.ts': mutants('Ignored'),
  },
}

it('adds up folders, counts a mutant that never ends as noticed and one that no test runs as not', () => {
  expect(mutationTable(report, ['ledger', 'expiry', 'ids', 'tiers'])).toBe(`\
| folder   |  score | mutants | noticed | survived | never run | not tried |
| -------- | -----: | ------: | ------: | -------: | --------: | --------: |
| \`expiry\` | 50.0 % |       2 |       1 |        0 |         1 |         0 |
| \`ids\`    |      – |       0 |       0 |        0 |         0 |         1 |
| \`ledger\` | 75.0 % |       4 |       3 |        1 |         0 |         1 |
| \`tiers\`  |      – |       0 |       0 |        0 |         0 |         0 |
| **all**  | 66.7 % |       6 |       4 |        1 |         1 |         2 |`)
})

it('tells only the folders that were asked for', () => {
  expect(mutationTable(report, ['expiry']).split('\n').slice(2)).toEqual([
    '| `expiry` | 50.0 % |       2 |       1 |        0 |         1 |         0 |',
    '| **all**  | 50.0 % |       2 |       1 |        0 |         1 |         0 |',
  ])
})

it('is a page that says when it was made', () => {
  expect(mutationPage(report, ['ledger'], '2026-11-22')).toContain('last on 2026-11-22;')
})

it('keeps what a page said of folders that this run has not tried', () => {
  const earlier = mutationPage(
    { files: { 'src/tiers/tier.ts': mutants('Killed', 'Survived') } },
    ['tiers', 'ids'],
    '2026-11-21',
  )
  const page = mutationPage(report, ['tiers', 'ids', 'expiry'], '2026-11-22', earlier)
  expect(page).toContain('| `expiry` | 50.0 % |       2 |       1 |        0 |         1 |         0 |')
  expect(page).toContain('| `ids`    |      – |       0 |       0 |        0 |         0 |         1 |')
  expect(page).toContain('| `tiers`  | 50.0 % |       2 |       1 |        1 |         0 |         0 |')
  expect(page).toContain('| **all**  | 50.0 % |       4 |       2 |        1 |         1 |         1 |')
})

it('tells the folders whose score is below 85 %, by one mutant, and no other', () => {
  const scored = (killed: number, survived: number) =>
    mutants(...Array.from({ length: killed + survived }, (_, i) => (i < killed ? 'Killed' : 'Survived')))
  const files = {
    'src/money/a.ts': scored(85, 15),
    'src/tiers/a.ts': scored(84, 16),
    'src/ids/a.ts': mutants('Ignored'),
  }
  expect(foldersBelow(mutationPage({ files }, ['ids', 'money', 'tiers'], '2026-11-22'))).toEqual(['tiers: 84 of 100'])
})

it('finds no folder below it on the page that is kept', () => {
  const page = readFileSync(join(root, 'docs/mutation.md'), 'utf8')
  expect(page).toContain('| `ledger`')
  expect(foldersBelow(page)).toEqual([])
})
