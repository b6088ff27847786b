import { randomInt } from 'node:crypto'

/** Whether this is the long run (`pnpm test:faults --long`), for nights, not the short one of CI. */
const isLong = process.env['LAUREL_FAULTS'] === 'long'

/** How often something is tried: the one number in CI's short form, the other in the long one. */
export const times = <Value>(short: Value, long: Value): Value => (isLong ? long : short)

/** What all chance of this run is drawn from; `--seed N` plays a run again. The command prints it. */
export const seed = Number(process.env['LAUREL_SEED'] ?? randomInt(2 ** 31))
