import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { freePort } from '@laurel/load/node-server'

const ENTRY = join(import.meta.dirname, '../../../edge/src/cli.ts')

/** The Worker on workerd over the local libSQL server, in processes of their own, as `npm run start:edge` runs them. */
export const startEdgeProcess = async (dataDir: string, operatorKey: string) => {
  const env = {
    ...process.env,
    PORT: String(await freePort()),
    LAUREL_DATA: dataDir,
    LAUREL_OPERATOR_KEY: operatorKey,
    LAUREL_DEMO: 'off',
    LAUREL_LOG: 'off',
  }
  const child = spawn(process.execPath, [ENTRY], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const gone = once(child, 'exit')
  const killed = () => child.kill('SIGKILL')
  process.once('exit', killed)
  const url = await new Promise<string>((resolve, reject) => {
    void gone.then(() => reject(new Error('the edge ended before it answered')))
    createInterface(child.stdout).on('line', line => {
      const at = /^Laurel on workerd: (\S+)$/.exec(line)?.[1]
      if (at !== undefined) resolve(at)
    })
  })
  return {
    url,
    stop: async () => {
      child.kill('SIGTERM')
      await gone
      process.off('exit', killed)
    },
  }
}
