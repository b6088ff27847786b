import type { ErrorTexts } from './error-text.ts'

/** Gifts: their catalogue, who may have them, and their reservations. */
export const rewardErrors = {
  reward_exists: {
    title: { en: 'A gift with this code exists', 'zh-CN': '该代码的礼品已存在', 'zh-TW': '該代碼的禮品已存在' },
    mend: {
      en: 'Change it with `PATCH /v1/rewards/{code}`, or name the new one by another code.',
      'zh-CN': '请用 `PATCH /v1/rewards/{code}` 修改它，或为新礼品换一个代码。',
      'zh-TW': '請用 `PATCH /v1/rewards/{code}` 修改它，或為新禮品換一個代碼。',
    },
  },
  reward_not_available: {
    title: { en: 'The gift is not offered now', 'zh-CN': '该礼品目前不可兑换', 'zh-TW': '該禮品目前不可兌換' },
    mend: {
      en: '`GET /v1/rewards/{code}` tells whether it is active and from when until when it is offered.',
      'zh-CN': '`GET /v1/rewards/{code}` 说明它是否启用，以及可兑换的起止时间。',
      'zh-TW': '`GET /v1/rewards/{code}` 說明它是否啟用，以及可兌換的起訖時間。',
    },
  },
  tier_required: {
    title: { en: 'The gift is for other tiers', 'zh-CN': '该礼品仅限其他等级', 'zh-TW': '該禮品僅限其他等級' },
    mend: {
      en: '`GET /v1/rewards/{code}` tells the tiers that may have it; the summary tells how to reach them.',
      'zh-CN': '`GET /v1/rewards/{code}` 说明哪些等级可以兑换；会员概览说明如何达到这些等级。',
      'zh-TW': '`GET /v1/rewards/{code}` 說明哪些等級可以兌換；會員總覽說明如何達到這些等級。',
    },
  },
  per_member_limit: {
    title: {
      en: 'The member has had as many of it as one may',
      'zh-CN': '该会员已达每人限领数量',
      'zh-TW': '該會員已達每人限領數量',
    },
    mend: {
      en: 'Offer another gift or coupon. A reservation that is cancelled or lapses does not count, nor does a coupon that went back with the receipt that brought it.',
      'zh-CN': '请提供其他礼品或卡券。已取消或已失效的预留不计在内，随小票退回的卡券也不计。',
      'zh-TW': '請提供其他禮品或優惠券。已取消或已失效的預留不計在內，隨收據退回的優惠券也不計。',
    },
  },
  out_of_stock: {
    title: { en: 'It has run out', 'zh-CN': '已兑完或发完', 'zh-TW': '已兌完或發完' },
    mend: {
      en: 'Ask for fewer, or offer another gift or coupon. `PATCH /v1/rewards/{code}` with `addStock` adds what has come in; `PATCH /v1/coupons/{code}` with `stock` raises how many may be issued.',
      'zh-CN':
        '请减少数量，或提供其他礼品或卡券。到货后用 `PATCH /v1/rewards/{code}` 的 `addStock` 增加库存；用 `PATCH /v1/coupons/{code}` 的 `stock` 提高可发放的数量。',
      'zh-TW':
        '請減少數量，或提供其他禮品或優惠券。到貨後用 `PATCH /v1/rewards/{code}` 的 `addStock` 增加庫存；用 `PATCH /v1/coupons/{code}` 的 `stock` 提高可發放的數量。',
    },
  },
  redemption_collected: {
    title: { en: 'The gift was collected', 'zh-CN': '礼品已领取', 'zh-TW': '禮品已領取' },
    mend: {
      en: 'It was handed over before, and stays so. To repeat a request that was cut off, send it again with the same `Idempotency-Key`.',
      'zh-CN': '礼品此前已交付，不能更改。若要重试中断的请求，请用相同的 `Idempotency-Key` 重新发送。',
      'zh-TW': '禮品先前已交付，不能變更。若要重試中斷的請求，請用相同的 `Idempotency-Key` 重新傳送。',
    },
  },
  redemption_cancelled: {
    title: { en: 'The reservation was cancelled', 'zh-CN': '预留已取消', 'zh-TW': '預留已取消' },
    mend: {
      en: 'Its points went back. Redeem again for a new reservation.',
      'zh-CN': '积分已退回。如仍需要，请重新兑换。',
      'zh-TW': '點數已退回。如仍需要，請重新兌換。',
    },
  },
  reservation_lapsed: {
    title: { en: 'The reservation has lapsed', 'zh-CN': '预留已失效', 'zh-TW': '預留已失效' },
    mend: {
      en: 'It was not collected by its last day (`collectBy`); its points go back to the member. Redeem again for a new reservation.',
      'zh-CN': '礼品未在最后期限（`collectBy`）之前领取，积分将退回给会员。如仍需要，请重新兑换。',
      'zh-TW': '禮品未在最後期限（`collectBy`）之前領取，點數將退回給會員。如仍需要，請重新兌換。',
    },
  },
} satisfies ErrorTexts
