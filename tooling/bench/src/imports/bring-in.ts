import { setTimeout as wait } from 'node:timers/promises'
import { LaurelClient } from '@laurel/load/laurel-client'
import type { MadeFile } from './files.ts'

const ASKED_EVERY_MS = 200

export type FileKind = 'members' | 'purchases'

/** A program that files are brought into. */
export interface Target {
  readonly url: string
  readonly key: string
}

interface Import {
  readonly id: string
  readonly status: string
  readonly done: number
  readonly created: number
  readonly undo: { readonly undone: number } | null
}

const secondsSince = (started: number): number => (performance.now() - started) / 1000

/** Makes a live program with a preset's rules. */
export const openProgram = async (url: string, operatorKey: string): Promise<Target & { readonly id: string }> => {
  const body = { name: 'imports', mode: 'live', preset: 'wangfujing' }
  const made = await new LaurelClient(url, operatorKey).call<{ id: string; secretKey: string }>(
    'POST',
    '/v1/programs',
    {
      body,
    },
  )
  return { url, id: made.id, key: made.secretKey }
}

/** Waits until an import is no longer as it is while it goes on, or so many seconds. */
const untilOver = async (
  { url, key }: Target,
  id: string,
  goingOn: readonly string[],
  longest = Infinity,
): Promise<Import> => {
  const client = new LaurelClient(url, key)
  const started = performance.now()
  for (;;) {
    const found = await client.call<Import>('GET', `/v1/imports/${id}`)
    if (!goingOn.includes(found.status) || secondsSince(started) > longest) return found
    await wait(ASKED_EVERY_MS)
  }
}

/** Sends a file, piece by piece unless it is there as a whole; gives its import, and the seconds until it was answered. */
const send = async (
  target: Target,
  kind: FileKind,
  file: MadeFile | Uint8Array<ArrayBuffer>,
  contentType = 'text/csv',
): Promise<{ readonly id: string; readonly takingIn: number }> => {
  const started = performance.now()
  const answer = await fetch(`${target.url}/v1/imports?kind=${kind}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${target.key}`, 'content-type': contentType },
    ...(file instanceof Uint8Array ? { body: file } : { body: ReadableStream.from(file), duplex: 'half' as const }),
  })
  if (answer.status !== 202) throw new Error(`the file was answered ${answer.status} ${await answer.text()}`)
  const { id } = (await answer.json()) as { id: string }
  return { id, takingIn: secondsSince(started) }
}

/** What bringing a file in took, in seconds. */
export interface BroughtIn {
  readonly id: string
  /** How many were done. */
  readonly rows: number
  /** Until the file was answered: read, sealed and kept. */
  readonly takingIn: number
  /** From there until the last row was done. */
  readonly workingOff: number
}

/**
 * Sends a file and waits until it is worked off, or so many seconds, after which it is stopped where it is. Throws where a
 * row was not made into something.
 */
export const bringIn = async (
  target: Target,
  kind: FileKind,
  file: MadeFile | Uint8Array<ArrayBuffer>,
  { contentType = 'text/csv', longest = Infinity } = {},
): Promise<BroughtIn> => {
  const { id, takingIn } = await send(target, kind, file, contentType)
  const started = performance.now()
  const over = await untilOver(target, id, ['queued', 'running'], longest)
  const client = new LaurelClient(target.url, target.key)
  const isStopped = over.status === 'running'
  if (isStopped) await client.call('POST', `/v1/imports/${id}/cancel`)
  const workingOff = secondsSince(started)
  const { status, done, created } = await client.call<Import>('GET', `/v1/imports/${id}`)
  if (status !== (isStopped ? 'cancelled' : 'done') || created !== done)
    throw new Error(`of ${done} rows ${created} came in; the import is ${status}`)
  return { id, rows: done, takingIn, workingOff }
}

/** What undoing an import took, in seconds. */
export interface Undone {
  /** Until it was answered that nothing stands in the way. */
  readonly asking: number
  readonly workingOff: number
}

/** Undoes an import and waits until all of it is. Throws where a row of it was not. */
export const undo = async (target: Target, { id, rows }: BroughtIn): Promise<Undone> => {
  const started = performance.now()
  await new LaurelClient(target.url, target.key).call('POST', `/v1/imports/${id}/undo`)
  const asking = secondsSince(started)
  const over = await untilOver(target, id, ['undoing'])
  if (over.undo?.undone !== rows)
    throw new Error(`of ${rows} rows ${over.undo?.undone} were undone; it is ${over.status}`)
  return { asking, workingOff: secondsSince(started) - asking }
}
