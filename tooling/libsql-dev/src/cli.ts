import { parseArgs } from 'node:util'
import { startLibsqlDev } from './start-libsql-dev.ts'

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    port: { type: 'string', default: '8080' },
    'admin-port': { type: 'string' },
    host: { type: 'string', default: '127.0.0.1' },
  },
})
if (values.data === undefined) {
  console.error('Usage: node src/cli.ts --data DIR [--port N] [--admin-port N] [--host ADDRESS]')
  process.exit(2)
}
const adminPort = values['admin-port']
const server = await startLibsqlDev({
  dataDir: values.data,
  port: Number(values.port),
  host: values.host,
  ...(adminPort === undefined ? {} : { adminPort: Number(adminPort) }),
})
console.log(`libSQL on ${server.url}, its admin API on ${server.adminUrl}`)
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void server.close())
