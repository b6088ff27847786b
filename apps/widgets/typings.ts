// Writes the typings of the elements for JSX and Vue from custom-elements.json. Run: node typings.ts [--check]
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

interface Member {
  readonly name: string
  readonly kind: string
  readonly description?: string
}
interface Declaration {
  readonly tagName?: string
  readonly name: string
  readonly attributes?: readonly (Member & { readonly type?: { readonly text: string } })[]
  readonly events?: readonly { readonly name: string; readonly type?: { readonly text: string } }[]
}
interface Manifest {
  readonly modules: readonly { readonly path: string; readonly declarations: readonly Declaration[] }[]
}

const here = import.meta.dirname
const manifest = JSON.parse(await readFile(join(here, 'custom-elements.json'), 'utf8')) as Manifest
const elements = manifest.modules.flatMap(({ path, declarations }) =>
  declarations.flatMap(declaration =>
    declaration.tagName ? [{ ...declaration, tag: declaration.tagName, path }] : [],
  ),
)

const HEAD = '// Made from custom-elements.json by `pnpm --filter @laurel/widgets typings`.\n'
const imports = elements.map(({ name, path }) => `import type { ${name} } from '../${path}'`).join('\n')
const events = [
  ...new Set(elements.flatMap(({ events = [] }) => events.map(({ type }) => type?.text ?? ''))),
].toSorted()
const eventFiles: Readonly<Record<string, string>> = Object.fromEntries(
  manifest.modules.flatMap(({ path, declarations }) => declarations.map(({ name }) => [name, path])),
)
const eventImports = events.map(name => `import type { ${name} } from '../${eventFiles[name]}'`).join('\n')

const attributesOf = ({ attributes = [] }: Declaration) =>
  attributes
    .map(({ name, description, type }) => {
      const isSwitch = type?.text.includes('boolean')
      return `    /** ${description} */\n    '${name}'?: ${isSwitch ? 'boolean | ' : ''}string | undefined`
    })
    .join('\n')
const handlersOf = ({ events: own = [] }: Declaration) =>
  own.map(({ name, type }) => `    'on${name}'?: ((event: ${type?.text}) => void) | undefined`).join('\n')

const react = `${HEAD}import type { DetailedHTMLProps, HTMLAttributes } from 'react'
${imports}
${eventImports}
import type { TokenProvider } from '../src/session/session.ts'

type Base<Element> = DetailedHTMLProps<HTMLAttributes<Element>, Element>

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
${elements
  .map(
    element => `  '${element.tag}': Base<${element.name}> & {
${[attributesOf(element), handlersOf(element)].filter(Boolean).join('\n')}
    tokenProvider?: TokenProvider | undefined
  }`,
  )
  .join('\n')}
    }
  }
}
`

const vue = `${HEAD}import type { DefineComponent } from 'vue'
import type { TokenProvider } from '../src/session/session.ts'
${eventImports}

declare module 'vue' {
  interface GlobalComponents {
${elements
  .map(
    element => `  '${element.tag}': DefineComponent<{
${[attributesOf(element), handlersOf(element).replaceAll("'onlaurel", "'onLaurel")].filter(Boolean).join('\n')}
    tokenProvider?: TokenProvider | undefined
  }>`,
  )
  .join('\n')}
  }
}
`

for (const [file, text] of Object.entries({ 'types/react.d.ts': react, 'types/vue.d.ts': vue })) {
  const path = join(here, file)
  if (!process.argv.includes('--check')) await writeFile(path, text)
  else if ((await readFile(path, 'utf8').catch(() => '')) !== text) {
    console.error(`${file} is not what custom-elements.json says`)
    process.exitCode = 1
  }
}
