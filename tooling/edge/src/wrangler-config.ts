import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/** What of a `wrangler.jsonc` is needed to run its Worker elsewhere. Paths are absolute. */
export interface WranglerConfig {
  readonly path: string
  readonly name: string
  readonly main: string
  readonly compatibilityDate: string
  readonly compatibilityFlags: readonly string[]
  readonly assets: { readonly directory: string; readonly binding: string } | undefined
  readonly queues: Queues
}

/** The queues that a Worker sends to and takes from, as its `wrangler.jsonc` names them. */
interface Queues {
  readonly producers?: readonly { readonly queue: string; readonly binding: string }[]
  readonly consumers?: readonly {
    readonly queue: string
    readonly max_batch_size?: number
    readonly max_batch_timeout?: number
    readonly max_retries?: number
  }[]
}

interface ConfigFile {
  readonly name: string
  readonly main: string
  readonly compatibility_date: string
  readonly compatibility_flags?: readonly string[]
  readonly assets?: { readonly directory: string; readonly binding: string }
  readonly queues?: Queues
}

const comment = /("(?:\\.|[^"\\])*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g
const trailingComma = /("(?:\\.|[^"\\])*")|,(?=\s*[}\]])/g

/** Reads a `wrangler.jsonc`. Throws where the file is missing or no JSON with comments. */
export function readWranglerConfig(path: string): WranglerConfig {
  const file = JSON.parse(readFileSync(path, 'utf8').replace(comment, '$1').replace(trailingComma, '$1')) as ConfigFile
  const folder = dirname(resolve(path))
  return {
    path: resolve(path),
    name: file.name,
    main: resolve(folder, file.main),
    compatibilityDate: file.compatibility_date,
    compatibilityFlags: file.compatibility_flags ?? [],
    assets: file.assets && { directory: resolve(folder, file.assets.directory), binding: file.assets.binding },
    queues: file.queues ?? {},
  }
}
