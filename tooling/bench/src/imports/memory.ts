import { existsSync, readFileSync, writeFileSync } from 'node:fs'

/** How much of the machine's memory a process holds, in bytes, as the platform counts it (`/proc`). */
export interface ResidentMemory {
  readonly now: () => number
  /** The most since it was last begun anew. */
  readonly most: () => number
  readonly beginAnew: () => void
}

/** The memory of a process; null where the platform does not tell. */
export const residentMemoryOf = (pid: number): ResidentMemory | null => {
  const status = `/proc/${pid}/status`
  if (!existsSync(status)) return null
  const read = (name: string) =>
    1024 * Number(new RegExp(`^${name}:\\s*(\\d+) kB`, 'm').exec(readFileSync(status, 'utf8'))![1])
  return {
    now: () => read('VmRSS'),
    most: () => read('VmHWM'),
    // 5 sets the high-water mark to what is there now (proc(5)).
    beginAnew: () => writeFileSync(`/proc/${pid}/clear_refs`, '5'),
  }
}
