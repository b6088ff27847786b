import type { Deps } from '../../deps.ts'

/** How long a device has to be enrolled under a code. */
export const ENROLMENT_MS = 15 * 60_000

/** What is kept of an enrolment code, however it was typed: a hash that stays the same while secrets rotate. */
export const enrolmentHash = (deps: Deps, programId: string, code: string): Uint8Array =>
  deps.secrets.requestHash(`kiosk enrolment ${programId}`, code.replace(/[\s-]/g, '').toUpperCase())
