import type { ImportRow, ProgramDatabases } from '@laurel/db'
import type { Ids } from './platform/ids.ts'
import type { Carriers } from './platform/channels/carriers.ts'
import type { FileKind } from './platform/imports/file-kind.ts'
import type { JobLog } from './platform/jobs/job-log.ts'
import type { KeptAnswers } from './platform/kept-answers.ts'
import type { KnownCodes } from './platform/known-codes.ts'
import type { Lanes } from './platform/lanes.ts'
import type { PromotionsCache } from './platform/promotions-cache.ts'
import type { PasswordCost } from './platform/password-cost.ts'
import type { RandomBytes } from './platform/random-bytes.ts'
import type { RateLimiter } from './platform/rate-limit.ts'
import type { RequestLog } from './platform/request-log.ts'
import type { RulesCache } from './platform/rules-cache.ts'
import type { Secrets } from './platform/secrets.ts'
import type { VerifiedTokens } from './platform/verified-tokens.ts'
import type { MessageLog } from './platform/messages/message-log.ts'
import type { DeliveryLog } from './platform/webhooks/delivery-log.ts'
import type { PostEvent } from './platform/webhooks/post-event.ts'

/** Everything the app needs from its runtime; the two entries make it, tests make their own. */
export interface Deps {
  readonly databases: ProgramDatabases
  /** Real time, in milliseconds: it rules tokens, limits and retries. Nothing else reads a clock. */
  readonly now: () => number
  readonly ids: Ids
  /** So many random bytes: what all chance is drawn from. */
  readonly randomBytes: RandomBytes
  /** Random digits, as many as asked. */
  readonly randomDigits: (length: number) => string
  /** Random text of letters and digits. */
  readonly randomText: (length: number) => string
  readonly secrets: Secrets
  readonly operatorKey: string
  /** What a password costs to try. */
  readonly passwordCost: PasswordCost
  readonly rules: RulesCache
  readonly promotions: PromotionsCache
  readonly knownCodes: KnownCodes
  /** Where members stand, as they were told. */
  readonly summaries: KeptAnswers
  readonly memberTokens: VerifiedTokens
  /** Where messages go. */
  readonly carriers: Carriers
  /** One line of work per member, shared by the requests of a process. */
  readonly sharedLanes: Lanes
  readonly limiter: RateLimiter
  /** Waits a random time of at most so many milliseconds. */
  readonly pause: (longestMs: number) => Promise<void>
  /** The address a request came from, by what the runtime knows of it; null where it knows none. */
  readonly clientAddress: (request: Request, bindings: unknown) => string | null
  /** The kinds of files that can be brought in, and the work that does it: a turn of it says whether it found something to do. */
  readonly imports: {
    readonly kinds: Readonly<Record<ImportRow['kind'], FileKind>>
    readonly goOn: (
      deps: Deps,
      programId: string,
      budget: { readonly chunks: number; readonly deadline: number },
    ) => Promise<boolean>
  }
  readonly log: RequestLog
  readonly jobLog: JobLog
  readonly deliveryLog: DeliveryLog
  readonly messageLog: MessageLog
  /** Sends an event to an endpoint, and to no address that is somebody's inside. */
  readonly postEvent: PostEvent
  /** The widgets, the demo and the reference page's script, served by us. */
  readonly assets: (request: Request) => Promise<Response | null>
  /** Keeps outside of the databases, and so of their backups, that a member was erased. */
  readonly keepErasure: (programId: string, memberId: string) => Promise<void>
  /** Has scheduled work of a program go on soon, outside this request; it is also found without this. */
  readonly wakeJobs: (programId: string) => Promise<void>
  /** How much scheduled work is done in one turn: what a Worker may do in one invocation, what a client may wait for. */
  readonly jobTurn: { readonly chunks: number; readonly members: number; readonly longestMs: number }
  readonly runtime: 'node' | 'workers'
}
