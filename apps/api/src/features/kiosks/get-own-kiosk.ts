import type { Caller } from '../../platform/caller.ts'
import { storeOf } from '../../platform/actor.ts'
import { enterProgram } from '../../platform/enter-program.ts'
import { encodeId } from '../../platform/ids.ts'
import { canSendCodes, codeStatements } from './code-channel.ts'

/** The kiosk that asks, and how members can show there who they are. */
export const getOwnKiosk = async (caller: Caller) => {
  const { program, rows } = await enterProgram(caller, codeStatements())
  const [[template], accounts] = rows
  const { actor, name, mode } = program
  const { currency, timeZone, kiosk } = program.rules.document
  return {
    id: encodeId('ksk', actor.id),
    name: 'name' in actor ? (actor.name ?? '') : '',
    store: storeOf(actor),
    program: { name, mode, currency, timeZone },
    identifiesBy: [
      'cardCode' as const,
      ...(canSendCodes(program, template, accounts) ? ['phone' as const] : []),
      ...(kiosk?.cardNumber === true ? ['cardNumber' as const] : []),
    ],
  }
}
