import type { ProblemCode } from '../../../platform/problem-table.ts'
import { couponErrors } from './coupon-errors.ts'
import type { ErrorText } from './error-text.ts'
import { importErrors } from './import-errors.ts'
import { keyErrors } from './key-errors.ts'
import { kioskErrors } from './kiosk-errors.ts'
import { memberErrors } from './member-errors.ts'
import { messageErrors } from './message-errors.ts'
import { programErrors } from './program-errors.ts'
import { receiptErrors } from './receipt-errors.ts'
import { requestErrors } from './request-errors.ts'
import { rewardErrors } from './reward-errors.ts'
import { staffErrors } from './staff-errors.ts'

/** Every error in every language; one that is missing does not compile. */
export const ERROR_TEXTS: Readonly<Record<ProblemCode, ErrorText>> = {
  ...couponErrors,
  ...importErrors,
  ...keyErrors,
  ...kioskErrors,
  ...memberErrors,
  ...messageErrors,
  ...programErrors,
  ...receiptErrors,
  ...requestErrors,
  ...rewardErrors,
  ...staffErrors,
}
