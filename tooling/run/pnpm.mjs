// The house's own pnpm, on a machine that has only npm.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './house.mjs'

const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

/** The command that `pnpmArgs` go to. */
export const npx = process.platform === 'win32' ? 'npx.cmd' : 'npx'

/**
 * The arguments of `npx` that run pnpm, in the version that package.json names.
 * @param {readonly string[]} args
 */
export const pnpmArgs = args => ['--yes', packageManager, ...args]
