import { adjustmentRoutes } from './features/adjustments/routes.ts'
import { approvalRoutes } from './features/adjustments/approval-routes.ts'
import { auditRoutes } from './features/audit/routes.ts'
import { benefitRoutes } from './features/benefits/routes.ts'
import { brandRoutes } from './features/brands/routes.ts'
import { memberCouponRoutes } from './features/coupons/member-coupon-routes.ts'
import { couponRoutes } from './features/coupons/routes.ts'
import { customFieldRoutes } from './features/custom-fields/routes.ts'
import { dossierRoutes } from './features/dossier/routes.ts'
import { eventRoutes } from './features/events/routes.ts'
import { frameRoutes } from './features/frames/routes.ts'
import { healthRoutes } from './features/health/routes.ts'
import { figureRoutes } from './features/insights/figure-routes.ts'
import { insightFileRoutes } from './features/insights/insight-file-routes.ts'
import { insightRoutes } from './features/insights/routes.ts'
import { importRoutes } from './features/imports/routes.ts'
import { jobRoutes } from './features/jobs/routes.ts'
import { deviceRoutes } from './features/kiosks/device-routes.ts'
import { kioskRoutes } from './features/kiosks/routes.ts'
import { keyRoutes } from './features/keys/routes.ts'
import { ledgerRoutes } from './features/ledger/routes.ts'
import { cardRoutes } from './features/members/card-routes.ts'
import { consentRoutes } from './features/members/consent-routes.ts'
import { memberFileRoutes } from './features/members/member-file-routes.ts'
import { memberRoutes } from './features/members/routes.ts'
import { programRoutes } from './features/programs/routes.ts'
import { rulesRoutes } from './features/programs/rules-routes.ts'
import { campaignRoutes } from './features/messages/campaign-routes.ts'
import { taskRoutes } from './features/messages/task-routes.ts'
import { channelRoutes } from './features/messages/channel-routes.ts'
import { templateRoutes } from './features/messages/template-routes.ts'
import { promotionRoutes } from './features/promotions/routes.ts'
import { returnRoutes } from './features/purchases/return-routes.ts'
import { purchaseRoutes } from './features/purchases/routes.ts'
import { quoteRoutes } from './features/quotes/routes.ts'
import { myRewardRoutes } from './features/rewards/my-routes.ts'
import { redemptionRoutes } from './features/rewards/redemption-routes.ts'
import { rewardRoutes } from './features/rewards/routes.ts'
import { segmentRoutes } from './features/segments/routes.ts'
import { sessionRoutes } from './features/sessions/routes.ts'
import { signInRoutes } from './features/staff/sign-in-routes.ts'
import { staffRoutes } from './features/staff/routes.ts'
import { storeRoutes } from './features/stores/routes.ts'
import { summaryRoutes } from './features/summary/routes.ts'
import { tierRoutes } from './features/tiers/routes.ts'
import { topUpRoutes } from './features/topups/routes.ts'
import { deliveryRoutes } from './features/webhooks/delivery-routes.ts'
import { webhookRoutes } from './features/webhooks/routes.ts'

/** Every part of the API, in the order of the reference. */
export const features = [
  programRoutes,
  jobRoutes,
  rulesRoutes,
  keyRoutes,
  kioskRoutes,
  deviceRoutes,
  signInRoutes,
  staffRoutes,
  storeRoutes,
  brandRoutes,
  memberRoutes,
  cardRoutes,
  consentRoutes,
  dossierRoutes,
  customFieldRoutes,
  importRoutes,
  memberFileRoutes,
  insightFileRoutes,
  segmentRoutes,
  summaryRoutes,
  purchaseRoutes,
  returnRoutes,
  quoteRoutes,
  promotionRoutes,
  topUpRoutes,
  tierRoutes,
  adjustmentRoutes,
  approvalRoutes,
  auditRoutes,
  rewardRoutes,
  redemptionRoutes,
  myRewardRoutes,
  benefitRoutes,
  couponRoutes,
  memberCouponRoutes,
  templateRoutes,
  channelRoutes,
  campaignRoutes,
  taskRoutes,
  insightRoutes,
  figureRoutes,
  ledgerRoutes,
  eventRoutes,
  webhookRoutes,
  deliveryRoutes,
  sessionRoutes,
  frameRoutes,
  healthRoutes,
]
