import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import type { Measured } from './bench.ts'

/** A bench's last run that was kept: what it came to, when, and where. */
export interface Kept extends Measured {
  /** `YYYY-MM-DD`, UTC. */
  readonly on: string
  readonly machine: string
  readonly node: string
}

/** The kept runs by the benches' names: single benches can be run again, and the document be written from all. */
export type Results = Readonly<Record<string, Kept>>

/** The machine as far as it bears on a figure. */
export const machine = (): string => `${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${cpus().length} cores`

export const kept = (measured: Measured): Kept => ({
  ...measured,
  on: new Date().toISOString().slice(0, 10),
  machine: machine(),
  node: process.version,
})

const pathIn = (docs: string): string => join(docs, 'benchmarks.json')

export const readResults = (docs: string): Results =>
  existsSync(pathIn(docs)) ? (JSON.parse(readFileSync(pathIn(docs), 'utf8')) as Results) : {}

/** Four significant digits: more would differ from run to run. */
const rounded = (_: string, value: unknown): unknown =>
  typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value

export const writeResults = (docs: string, results: Results): void =>
  writeFileSync(pathIn(docs), `${JSON.stringify(results, rounded, 2)}\n`)
