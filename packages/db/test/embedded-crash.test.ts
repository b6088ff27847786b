import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { openEmbedded } from '../src/embedded/index.ts'
import { sql } from './statement.ts'

const child = (name: string, ...args: string[]) =>
  spawn(process.execPath, [join(import.meta.dirname, 'children', name), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })

/** Lets the child commit until it has told of so many, then kills it hard. Gives what it had acknowledged. */
async function killAfter(acknowledgements: number, dataDir: string, from: number): Promise<number[]> {
  const process = child('commit-forever.ts', dataDir, String(from))
  const acknowledged: number[] = []
  for await (const line of createInterface({ input: process.stdout })) {
    acknowledged.push(Number(line))
    if (acknowledged.length === acknowledgements) process.kill('SIGKILL')
  }
  return acknowledged
}

test('after each of several hard kills, all acknowledged commits are there, and no half of any', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'laurel-kill-'))
  const acknowledged: number[] = []
  for (const acknowledgements of [1, 200, 3_000]) {
    const from = 1_000_000 * acknowledgements
    acknowledged.push(...(await killAfter(acknowledgements, dataDir, from)))
    const engine = await openEmbedded({ dataDir })
    const ids = (table: string) => sql(`SELECT id FROM ${table} ORDER BY id`)
    const [debit = [], credit = []] = await engine.database('killed.db').read([ids('debit'), ids('credit')])
    await engine.close()
    const kept = new Set(debit.map(([id]) => id))
    expect(acknowledged.filter(id => !kept.has(id))).toEqual([])
    expect(debit).toEqual(credit)
  }
  await rm(dataDir, { recursive: true })
})

test('whatever is bound, the process lives on and either keeps the value or refuses it', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'laurel-fuzz-'))
  const process = child('bind-anything.ts', dataDir, '2026')
  const exit = once(process, 'close')
  let text = ''
  for await (const chunk of process.stdout) text += String(chunk)
  expect(await exit).toEqual([0, null])
  const { bound, refused } = JSON.parse(text) as { readonly bound: number; readonly refused: number }
  expect(bound).toBeGreaterThan(100)
  expect(refused).toBeGreaterThan(100)
  await rm(dataDir, { recursive: true })
})
