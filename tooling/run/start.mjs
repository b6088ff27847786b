// `npm start`: sets up what is missing, then serves Laurel on Node; `--edge` serves the Worker on workerd instead.
import { foreground, main } from './foreground.mjs'
import { houseNode } from './house.mjs'
import { serverOptions } from './server-options.mjs'
import { setUp } from './set-up.mjs'

await main(async () => {
  const args = process.argv.slice(2)
  const entry = args.includes('--edge') ? ['tooling/edge/src/cli.ts'] : [...serverOptions, 'apps/api/src/node.ts']
  await setUp()
  return foreground(houseNode, [...entry, ...args.filter(arg => arg !== '--edge')])
})
