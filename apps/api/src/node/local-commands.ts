import { chmodSync, rmSync } from 'node:fs'
import { once } from 'node:events'
import { createConnection, createServer, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import type { Manifest } from '@laurel/db/embedded'
import type { Rotation } from './rotate-secret.ts'

/** What a command on this machine may ask of the server that has the data folder open. */
export type LocalCommand =
  /** Makes a backup in this folder, given as a whole path. */
  | { readonly backUp: string }
  /** Changes the secret, or ends its change. */
  | { readonly rotateSecret: 'begin' | 'finish' }

/** What it is answered: the manifest of the backup, how far the rotation has come, or why not. */
export type LocalAnswer<Done> = { readonly done: Done } | { readonly failure: string }

/** What the server does for each. One at a time: a second one is refused. */
export interface LocalWork {
  readonly backUp: (target: string) => Promise<Manifest>
  readonly rotateSecret: (step: 'begin' | 'finish') => Promise<Rotation>
}

/** Where the server of a data folder listens for commands: whoever may open that file may ask. */
const commandSocket = (dataDir: string): string => join(dataDir, 'laurel.sock')

/**
 * Listens for commands of this machine, beside the API: the folder's files are open in this process alone, so that who
 * wants a copy of them must ask it. Not over HTTP: no key of the API may write to this machine's disks.
 */
export const listenForCommands = (dataDir: string, work: LocalWork, failed: (error: unknown) => void): Server => {
  const path = commandSocket(dataDir)
  let isBusy = false

  const run = async (command: LocalCommand): Promise<LocalAnswer<Manifest | Rotation>> => {
    if ('backUp' in command) return { done: await work.backUp(command.backUp) }
    if ('rotateSecret' in command) return { done: await work.rotateSecret(command.rotateSecret) }
    return { failure: 'This server knows no such command' }
  }

  const answer = async (text: string): Promise<LocalAnswer<Manifest | Rotation>> => {
    if (isBusy) return { failure: 'The server is at such a command already' }
    isBusy = true
    try {
      return await run(JSON.parse(text) as LocalCommand)
    } catch (error) {
      return { failure: error instanceof Error ? error.message : String(error) }
    } finally {
      isBusy = false
    }
  }

  const serve = (socket: Socket): void => {
    socket.on('error', failed)
    createInterface({ input: socket }).once('line', line => {
      answer(line)
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

/** Asks the server that has a data folder open. Rejects where there is none, or it refuses. */
export const askServer = async <Done>(dataDir: string, command: LocalCommand): Promise<Done> => {
  const socket = createConnection(commandSocket(dataDir))
  await once(socket, 'connect')
  socket.write(`${JSON.stringify(command)}\n`)
  const said = await text(socket)
  const answer = JSON.parse(said || '{"failure":"The server ended before it was done"}') as LocalAnswer<Done>
  if ('failure' in answer) throw new Error(answer.failure)
  return answer.done
}
