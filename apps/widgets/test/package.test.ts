import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { writePackage } from '../package.ts'

const dist = join(import.meta.dirname, '../dist')
// Beside the package, where React's and Vue's own types are found.
const store = join(dist, 'store')

/** What a store writes. */
const FILES = {
  'page.tsx': `import { laurel } from '@laurel/widgets'
import '@laurel/widgets/elements/program'
import type { Rewards } from '@laurel/widgets/elements/rewards'
import type {} from '@laurel/widgets/react'

laurel.configure({ tokenProvider: async ({ purpose }) => (purpose === 'redeem' ? 'fresh' : 'kept') })

export const Page = ({ onCode }: { onCode: (code: string) => void }) => (
  <laurel-program api-url="https://laurel.example" tokenProvider={async () => 'token'}>
    <laurel-rewards isolate onlaurel-redeem={event => onCode(event.detail.redemption.code)} />
    <laurel-points onlaurel-ready={event => event.detail.summary.balances.points.available.toFixed()} />
  </laurel-program>
)
export const refresh = async (rewards: Rewards) => rewards.refresh()
`,
  'vue.ts': `import type {} from '@laurel/widgets/vue'
import type { GlobalComponents } from 'vue'

export type Props = InstanceType<GlobalComponents['laurel-history']>['$props']
export const some: Props = { locale: 'zh-TW' }
`,
}

/** What a store may get wrong: a provider that gives no token, a theme and a language that are no words, a method that is none. */
const IMPORTS = `import { laurel } from '@laurel/widgets'
import type { Rewards } from '@laurel/widgets/elements/rewards'
import type { Props } from './vue.ts'
import type {} from '@laurel/widgets/react'
`
const MISTAKES = [
  'laurel.configure({ tokenProvider: async () => 1 })',
  'export const points = <laurel-points theme={5} />',
  'export const no = (rewards: Rewards) => rewards.redeemAll()',
  'export const wrong: Props = { locale: 5 }',
]

const options = (moduleResolution: string) => ({
  compilerOptions: {
    target: 'ES2022',
    module: moduleResolution === 'NodeNext' ? 'NodeNext' : 'ESNext',
    moduleResolution,
    lib: ['ES2023', 'DOM', 'DOM.Iterable'],
    jsx: 'react-jsx',
    strict: true,
    noEmit: true,
    allowImportingTsExtensions: true,
    types: [],
  },
})

beforeAll(writePackage)
afterEach(() => rmSync(store, { recursive: true, force: true }))

test.each(['Bundler', 'NodeNext'])('a store’s compiler (%s) finds the types of the package, and its mistakes', how => {
  const named = join(store, 'node_modules/@laurel/widgets')
  mkdirSync(dirname(named), { recursive: true })
  symlinkSync(join(dist, 'package'), named)
  writeFileSync(join(store, 'package.json'), '{"type":"module"}')
  writeFileSync(join(store, 'tsconfig.json'), JSON.stringify(options(how)))
  for (const [name, code] of Object.entries(FILES)) writeFileSync(join(store, name), code)
  writeFileSync(join(store, 'mistakes.tsx'), IMPORTS + MISTAKES.join('\n'))
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc')
  const { stdout } = spawnSync(process.execPath, [tsc, '-p', store], { cwd: store, encoding: 'utf8' })
  const places = [...stdout.matchAll(/^(\S+)\((\d+),\d+\): error/gm)].map(([, file, line]) => `${file} ${line}`)
  const first = IMPORTS.split('\n').length
  expect(places, stdout).toEqual(MISTAKES.map((_, i) => `mistakes.tsx ${first + i}`))
})
