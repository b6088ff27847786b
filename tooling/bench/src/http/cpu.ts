import { existsSync, readFileSync } from 'node:fs'

/** The kernel's clock ticks a second on Linux, whatever its own are. */
const TICKS = 100

/** The CPU that a process of this machine has used, in seconds; NaN where the platform does not tell (`/proc`). */
export const cpuSecondsOf = (pid: number | undefined): number => {
  const path = `/proc/${pid}/stat`
  if (pid === undefined || !existsSync(path)) return Number.NaN
  // Its name, in brackets, may hold blanks.
  const fields = readFileSync(path, 'utf8').replace(/^.*\)/s, '').trim().split(' ')
  return (Number(fields[11]) + Number(fields[12])) / TICKS
}
