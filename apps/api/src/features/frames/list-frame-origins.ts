import { findKeyByHash } from '@laurel/db'
import { requestCredential, type Caller } from '../../platform/caller.ts'
import { enterProgram } from '../../platform/enter-program.ts'
import { Problem } from '../../platform/problem.ts'

/** The origins whose pages a publishable key is for; `*` where it is for any. */
export const listFrameOrigins = async (caller: Caller): Promise<readonly string[]> => {
  const credential = requestCredential(caller)
  if (credential.kind !== 'publishable') throw new Problem('wrong_key_kind')
  const { rows } = await enterProgram(caller, [findKeyByHash({ hash: credential.hash })])
  const [[key]] = rows
  const origins = key?.allowedOrigins ?? null
  return origins === null ? ['*'] : (JSON.parse(origins) as string[])
}
