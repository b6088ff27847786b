// The checks are called with whatever Node a machine has, and run on the house's own.
import { spawnSync } from 'node:child_process'
import { houseEnvironment, houseNode } from '@laurel/run/house'

/** Starts the running script again on the house's Node, unless that is what runs it. */
export function underHouseNode() {
  if (Number(process.versions.node.split('.')[0]) >= 24) return
  const { status } = spawnSync(houseNode, process.argv.slice(1), { stdio: 'inherit', env: houseEnvironment() })
  process.exit(status ?? 1)
}
