import { expect, it } from 'vitest'
import { claimsOf } from './doc-claims.mjs'

const claims = (markdown: string) => claimsOf(markdown).map(({ line: _, ...claim }) => claim)

it('finds paths in code, without what follows them', () => {
  expect(claims('The rules live in `packages/core/src/earning/`, see `tooling/run/start.mjs`.')).toEqual([
    { kind: 'path', text: 'packages/core/src/earning/' },
    { kind: 'path', text: 'tooling/run/start.mjs' },
  ])
})

it('finds bare file names and links, not addresses on the net', () => {
  expect(claims('`turbo.json`, [why](docs/adr/0001.md#a), [x](https://example.com), `v1.2`')).toEqual([
    { kind: 'file', text: 'turbo.json' },
    { kind: 'link', text: 'docs/adr/0001.md' },
  ])
})

it('finds commands in code and in fences, past remarks', () => {
  const text = [
    '```sh',
    'npm start   # pnpm nonsense',
    'LAUREL_URL=x pnpm load:cdnow file.txt',
    'pnpm install',
    '```',
    '`pnpm --filter @laurel/api openapi --check`',
  ]
  expect(claims(text.join('\n'))).toEqual([
    { kind: 'script', text: 'start' },
    { kind: 'script', text: 'load:cdnow' },
    { kind: 'packageScript', package: '@laurel/api', text: 'openapi' },
  ])
})

it('leaves prose alone', () => {
  expect(claims('We use pnpm everywhere, and packages/core is pure.')).toEqual([])
})

it('tells the line', () => {
  expect(claimsOf('one\n\n`npm test`')[0]?.line).toBe(3)
})
