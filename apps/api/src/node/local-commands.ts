import { chmodSync, rmSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { EmbeddedDatabases, Manifest } from '@laurel/db/embedded'

/** What a command on this machine may ask of the server that has the data folder open. */
export interface LocalCommand {
  /** Makes a backup in this folder, given as a whole path. */
  readonly backUp: string
}

/** What it is answered. */
export type LocalAnswer = { readonly manifest: Manifest } | { readonly failure: string }

/** Where the server of a data folder listens for commands: whoever may open that file may ask. */
export const commandSocket = (dataDir: string): string => join(dataDir, 'laurel.sock')

/**
 * Listens for commands of this machine, beside the API: the folder's files are open in this process alone, so that who
 * wants a copy of them must ask it. Not over HTTP: no key of the API may write to this machine's disks.
 */
export const listenForCommands = (
  databases: EmbeddedDatabases,
  dataDir: string,
  now: () => number,
  failed: (error: unknown) => void,
): Server => {
  const path = commandSocket(dataDir)
  let isBackingUp = false

  const answer = async (text: string): Promise<LocalAnswer> => {
    const { backUp } = JSON.parse(text) as Partial<LocalCommand>
    if (typeof backUp !== 'string') return { failure: 'This server knows no such command' }
    if (isBackingUp) return { failure: 'A backup is being made already' }
    isBackingUp = true
    try {
      return { manifest: await databases.backUp(backUp, now()) }
    } finally {
      isBackingUp = false
    }
  }

  const serve = (socket: Socket): void => {
    socket.on('error', failed)
    createInterface({ input: socket }).once('line', line => {
      answer(line)
        .catch((error: unknown): LocalAnswer => ({ failure: String(error) }))
        .then(said => socket.end(`${JSON.stringify(said)}\n`))
        .catch(failed)
    })
  }

  // One that a killed server left behind; the folder's lock says that there is no other server.
  rmSync(path, { force: true })
  const server = createServer(serve)
  server.on('error', failed)
  server.listen(path, () => chmodSync(path, 0o600))
  return server
}
