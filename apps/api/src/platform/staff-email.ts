import type { Deps } from '../deps.ts'
import type { LookupHashes } from './secrets.ts'

/** The keyed hashes of an address of the staff. An account is kept by one of them: by `present`, once it is rekeyed. */
export const staffEmailHashes = (deps: Deps, programId: string, email: string): LookupHashes =>
  deps.secrets.lookupHashes(`staff ${programId}`, email.normalize('NFKC').trim().toLowerCase())

/** The two under which an account may be kept, to be asked for at once; the same one twice but while secrets rotate. */
export const eitherHash = ({ all }: LookupHashes) => ({ emailHash: all[0]!, orHash: all.at(-1)! })
