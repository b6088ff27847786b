import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { writePackage } from '../package.ts'

const dist = join(import.meta.dirname, '../dist')
// Beside the package, where React's and Vue's own types are found.
const store = join(dist, 'store')

/** What a store writes; each line after an `@ts-expect-error` is a mistake that its compiler is to find. */
const FILES = {
  'page.tsx': `import { laurel } from '@laurel/widgets'
import '@laurel/widgets/elements/program'
import type { Rewards } from '@laurel/widgets/elements/rewards'
import type {} from '@laurel/widgets/react'

laurel.configure({ tokenProvider: async ({ purpose }) => (purpose === 'redeem' ? 'fresh' : 'kept') })
// @ts-expect-error A provider gives a token.
laurel.configure({ tokenProvider: async () => 1 })

export const Page = ({ onCode }: { onCode: (code: string) => void }) => (
  <laurel-program api-url="https://laurel.example" tokenProvider={async () => 'token'}>
    <laurel-rewards isolate onlaurel-redeem={event => onCode(event.detail.redemption.code)} />
    <laurel-points onlaurel-ready={event => event.detail.summary.balances.points.available.toFixed()} />
    {/* @ts-expect-error A theme is a word. */}
    <laurel-points theme={5} />
  </laurel-program>
)
export const refresh = async (rewards: Rewards) => rewards.refresh()
// @ts-expect-error There is no such method.
export const no = (rewards: Rewards) => rewards.redeemAll()
`,
  'vue.ts': `import type {} from '@laurel/widgets/vue'
import type { GlobalComponents } from 'vue'

type Props = InstanceType<GlobalComponents['laurel-history']>['$props']
export const some: Props = { locale: 'zh-TW' }
// @ts-expect-error A language is a word.
export const wrong: Props = { locale: 5 }
`,
}

const options = (moduleResolution: string) => ({
  compilerOptions: {
    target: 'ES2022',
    module: moduleResolution === 'NodeNext' ? 'NodeNext' : 'ESNext',
    moduleResolution,
    lib: ['ES2023', 'DOM', 'DOM.Iterable'],
    jsx: 'react-jsx',
    strict: true,
    noEmit: true,
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
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc')
  const compile = () => execFileSync(process.execPath, [tsc, '-p', store], { encoding: 'utf8' })
  let told = ''
  try {
    told = compile()
  } catch (error) {
    told = (error as { stdout: string }).stdout
  }
  expect(told).toBe('')
})
