// Changes the secret of a self-hosted server while it serves, and seals and hashes everybody anew; later, ends the change.
// Run: pnpm secret:rotate <data folder>, and ten minutes later: pnpm secret:rotate <data folder> --finish.
// Of databases on a libSQL server, with LAUREL_SECRET, LAUREL_SECRET_PREVIOUS and, where it asks for one,
// LIBSQL_AUTH_TOKEN set: pnpm secret:rotate --url <url> puts everybody under the new one. See docs/operations.md.
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { askServer } from '../src/node/local-commands.ts'
import { rekeyServer } from '../src/node/rekey-server.ts'
import type { Rotation } from '../src/node/rotate-secret.ts'

const { values, positionals } = parseArgs({
  options: { finish: { type: 'boolean', default: false }, url: { type: 'string' } },
  allowPositionals: true,
})
const [folder] = positionals
if ((folder === undefined) === (values.url === undefined) || (values.url !== undefined && values.finish)) {
  console.error('usage: pnpm secret:rotate <data folder> [--finish] | --url <libSQL server>')
  process.exit(2)
}

const tell = ({ programs, members, staff }: Omit<Rotation, 'isFinished'>): void =>
  console.log(`${programs} programs: ${members} members and ${staff} staff were put under the new secret`)

const onServer = async (url: string): Promise<void> => {
  const { LAUREL_SECRET: secret, LAUREL_SECRET_PREVIOUS: previous, LIBSQL_AUTH_TOKEN: authToken } = process.env
  if (secret === undefined || previous === undefined)
    throw new Error('Set LAUREL_SECRET and LAUREL_SECRET_PREVIOUS as the Workers have them')
  tell(await rekeyServer({ url, authToken, secret, previous }))
  console.log('Nobody is under the previous secret any more. Ten minutes after the swap it can be taken away.')
}

const inFolder = async (named: string): Promise<void> => {
  const dataDir = resolve(process.env['INIT_CWD'] ?? '.', named)
  const rotation = await askServer<Rotation>(dataDir, { rotateSecret: values.finish ? 'finish' : 'begin' })
  tell(rotation)
  console.log(
    rotation.isFinished
      ? `The old secret is forgotten. Keep the new one, ${dataDir}/secret, in a place of its own.`
      : 'The old secret is still understood. In ten minutes, when tokens from before are gone: the same with --finish.',
  )
}

try {
  await (values.url === undefined ? inFolder(folder!) : onServer(values.url))
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
