import type { ProgramDatabases } from '@laurel/db'
import { customRandom } from 'nanoid'
import type { Deps } from './deps.ts'
import { imports } from './imports.ts'
import { PASSWORD_COST } from './platform/password-cost.ts'
import { worldCarriers, type Carriers } from './platform/channels/carriers.ts'
import { makeIds } from './platform/ids.ts'
import type { JobLog } from './platform/jobs/job-log.ts'
import { makeKnownCodes } from './platform/known-codes.ts'
import { makeLanes } from './platform/lanes.ts'
import { makePromotionsCache } from './platform/promotions-cache.ts'
import { makeRateLimiter } from './platform/rate-limit.ts'
import type { RequestLog } from './platform/request-log.ts'
import { systemRandomBytes, type RandomBytes } from './platform/random-bytes.ts'
import { makeRulesCache } from './platform/rules-cache.ts'
import type { Secrets } from './platform/secrets.ts'
import { makeVerifiedTokens } from './platform/verified-tokens.ts'
import type { MessageLog } from './platform/messages/message-log.ts'
import type { DeliveryLog } from './platform/webhooks/delivery-log.ts'

const DIGITS = '0123456789'
const LETTERS_AND_DIGITS = `${DIGITS}ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz`

/** What a runtime brings; the rest of the app's dependencies is the same on both. */
export interface Runtime {
  readonly name: Deps['runtime']
  readonly databases: ProgramDatabases
  readonly now: () => number
  /** What every key of the installation is derived from. */
  readonly secrets: Secrets
  /** What all chance is drawn from; the runtime's own where it is left out. */
  readonly randomBytes?: RandomBytes
  readonly operatorKey: string
  readonly log: RequestLog
  /** Left out, nobody is told of scheduled work. */
  readonly jobLog?: JobLog
  /** Left out, nobody is told of attempts to deliver events. */
  readonly deliveryLog?: DeliveryLog
  /** Left out, nobody is told of attempts to send messages. */
  readonly messageLog?: MessageLog
  /** Left out, no endpoint is reached. */
  readonly postEvent?: Deps['postEvent']
  readonly assets: Deps['assets']
  readonly clientAddress: Deps['clientAddress']
  readonly wakeJobs: Deps['wakeJobs']
  /** The carriers of the world without e-mail, where it is left out. */
  readonly carriers?: Carriers
  /** Left out, nothing but the audit trail tells who was erased. */
  readonly keepErasure?: Deps['keepErasure']
}

/** Makes the app's dependencies from what a runtime brings. */
export const makeDeps = async (runtime: Runtime): Promise<Deps> => {
  const { randomBytes = systemRandomBytes } = runtime
  const randomBelow = (limit: number): number =>
    Math.floor((new DataView(randomBytes(4).buffer).getUint32(0) / 2 ** 32) * limit)
  const text = customRandom(LETTERS_AND_DIGITS, 32, randomBytes)
  const digits = customRandom(DIGITS, 15, randomBytes)
  return {
    databases: runtime.databases,
    now: runtime.now,
    ids: makeIds(runtime.now, randomBelow),
    randomBytes,
    randomText: length => text(length),
    randomDigits: length => digits(length),
    secrets: runtime.secrets,
    operatorKey: runtime.operatorKey,
    passwordCost: PASSWORD_COST,
    rules: makeRulesCache(),
    promotions: makePromotionsCache(),
    knownCodes: makeKnownCodes(),
    summaries: new WeakMap(),
    memberTokens: makeVerifiedTokens(),
    sharedLanes: makeLanes(runtime.name === 'workers' ? queueMicrotask : setImmediate),
    limiter: makeRateLimiter(runtime.now),
    pause: longestMs => new Promise(resolve => setTimeout(resolve, randomBelow(longestMs + 1))),
    clientAddress: runtime.clientAddress,
    wakeJobs: runtime.wakeJobs,
    carriers: runtime.carriers ?? worldCarriers,
    keepErasure: runtime.keepErasure ?? (async () => {}),
    // A Worker may ask its database about a thousand times an invocation; a chunk asks four times.
    jobTurn: { chunks: runtime.name === 'workers' ? 200 : Infinity, members: 200, longestMs: 20_000 },
    imports,
    log: runtime.log,
    jobLog: runtime.jobLog ?? (() => {}),
    deliveryLog: runtime.deliveryLog ?? (() => {}),
    messageLog: runtime.messageLog ?? (() => {}),
    postEvent: runtime.postEvent ?? (async () => ({ status: null, error: 'unreachable' })),
    assets: runtime.assets,
    runtime: runtime.name,
  }
}
