// Where the house is, and the environment its processes run in. Plain Node ≥ 20: this runs before anything is installed.
import { delimiter, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The root folder of the repository. */
export const root = resolve(fileURLToPath(import.meta.url), '../../..')

/** The Node the house runs on (24), whichever Node called it. */
export const houseNode = join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.exe' : 'node')

/** The environment for children: the house's Node first, no telemetry, and no proxy between processes of one machine. */
export function houseEnvironment(base = process.env) {
  const binaries = join(root, 'node_modules', '.bin')
  const noProxy = [base['NO_PROXY'] ?? base['no_proxy'], '127.0.0.1', 'localhost', '::1'].filter(Boolean).join(',')
  return {
    ...base,
    PATH: base['PATH']?.split(delimiter)[0] === binaries ? base['PATH'] : [binaries, base['PATH']].join(delimiter),
    NO_PROXY: noProxy,
    no_proxy: noProxy,
    TURBO_TELEMETRY_DISABLED: '1',
    DO_NOT_TRACK: '1',
    WRANGLER_SEND_METRICS: 'false',
  }
}
