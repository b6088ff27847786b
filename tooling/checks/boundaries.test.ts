import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { houseNode, root } from '@laurel/run/house'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

/** Files that each break one rule, and the rule. A library is imported by a relative path, which resolves as its name does. */
const breaches: [rule: string, file: string, imports: string, alsoThere?: string][] = [
  ['no-cycles', 'packages/core/src/a.ts', './b.ts'],
  ['resolvable', 'packages/core/src/lost.ts', './nowhere.ts'],
  ['core-is-pure', 'packages/core/src/impure.ts', 'node:fs'],
  ['db-sees-core-only', 'packages/db/src/up.ts', '../../../apps/api/src/app.ts', 'apps/api/src/app.ts'],
  ['sql-lives-in-db', 'apps/api/src/deps.ts', 'drizzle-orm', 'node_modules/drizzle-orm/index.js'],
  ['one-sqlite', 'tooling/seed/src/look.ts', 'node:sqlite'],
  ['one-sqlite', 'packages/db/src/other.ts', 'better-sqlite3', 'node_modules/better-sqlite3/index.js'],
  [
    'packages-by-their-door',
    'apps/api/src/window.ts',
    '../../../packages/core/src/money.ts',
    'packages/core/src/money.ts',
  ],
  [
    'feature-islands',
    'apps/api/src/features/members/find.ts',
    '../purchases/record.ts',
    'apps/api/src/features/purchases/record.ts',
  ],
  [
    'platform-below-features',
    'apps/api/src/platform/actor.ts',
    '../features/members/list.ts',
    'apps/api/src/features/members/list.ts',
  ],
  ['use-case-knows-no-http', 'apps/api/src/features/members/add.ts', 'hono', 'node_modules/hono/index.js'],
  [
    'route-knows-no-db',
    'apps/api/src/features/members/add.route.ts',
    '../../../../../packages/db/src/index.ts',
    'packages/db/src/index.ts',
  ],
  ['worker-has-no-node', 'apps/api/src/read.ts', 'node:fs'],
  [
    'widgets-see-http-only',
    'apps/widgets/src/shared.ts',
    '../../../packages/core/src/index.ts',
    'packages/core/src/index.ts',
  ],
  ['no-zod-in-a-browser', 'apps/widgets/src/check.ts', 'zod', 'node_modules/zod/index.js'],
  [
    'element-islands',
    'apps/widgets/src/elements/points/points.ts',
    '../badge/badge.ts',
    'apps/widgets/src/elements/badge/badge.ts',
  ],
  [
    'nothing-builds-on-tooling',
    'packages/db/src/tool.ts',
    '../../../tooling/seed/src/seed.ts',
    'tooling/seed/src/seed.ts',
  ],
  ['no-test-code-in-production', 'packages/db/src/real.ts', '../testing/index.ts', 'packages/db/testing/index.ts'],
]

let folder = ''
let found: { from: string; rule: { name: string } }[] = []

function write(file: string, text: string) {
  mkdirSync(dirname(join(folder, file)), { recursive: true })
  writeFileSync(join(folder, file), text)
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'laurel-boundaries-'))
  write(
    'package.json',
    JSON.stringify({
      type: 'module',
      dependencies: { 'better-sqlite3': '1', 'drizzle-orm': '1', hono: '1', zod: '1' },
    }),
  )
  for (const [, , , file] of breaches) if (file) write(file, 'export const there = 1\n')
  for (const [, file, imports] of breaches) write(file, `export * from '${imports}'\n`)
  write('packages/core/src/b.ts', `export type { there } from './a.ts'\n`)
  for (const name of ['better-sqlite3', 'drizzle-orm', 'hono', 'zod'])
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', exports: './index.js' }))
  const binary = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
  const config = join(root, '.dependency-cruiser.cjs')
  const args = [binary, '--config', config, '--no-cache', '--output-type', 'json', 'apps', 'packages', 'tooling']
  found = JSON.parse(spawnSync(houseNode, args, { cwd: folder, encoding: 'utf8' }).stdout).summary.violations
})

afterAll(() => rmSync(folder, { recursive: true }))

describe('the import rules', () => {
  it.each(breaches)('%s finds the breach in %s', (rule, file) => {
    expect(found.filter(violation => violation.from === file).map(violation => violation.rule.name)).toContain(rule)
  })

  it('find nothing in files that break no rule', () => {
    const breaching = new Set(breaches.map(([, file]) => file))
    expect(found.filter(violation => !breaching.has(violation.from))).toEqual([])
  })
})
