import type { ErrorTexts } from './error-text.ts'

/** Coupons. */
export const couponErrors = {
  coupon_exists: {
    title: { en: 'A coupon with this code exists', 'zh-CN': '该代码的卡券已存在', 'zh-TW': '該代碼的優惠券已存在' },
    mend: {
      en: 'Change it with `PATCH /v1/coupons/{code}`, or name the new one by another code.',
      'zh-CN': '请用 `PATCH /v1/coupons/{code}` 修改它，或为新卡券换一个代码。',
      'zh-TW': '請用 `PATCH /v1/coupons/{code}` 修改它，或為新優惠券換一個代碼。',
    },
  },
  coupon_not_found: {
    title: {
      en: 'The program, or the member, has no such coupon',
      'zh-CN': '会员计划或该会员没有此卡券',
      'zh-TW': '會員計畫或該會員沒有此優惠券',
    },
    mend: {
      en: '`GET /v1/members/{id}/coupons` lists what the member has, `GET /v1/coupons` what the program gives out. A coupon of another member answers the same.',
      'zh-CN':
        '`GET /v1/members/{id}/coupons` 列出会员持有的卡券，`GET /v1/coupons` 列出会员计划发放的卡券。卡券属于其他会员时，应答相同。',
      'zh-TW':
        '`GET /v1/members/{id}/coupons` 列出會員持有的優惠券，`GET /v1/coupons` 列出會員計畫發放的優惠券。優惠券屬於其他會員時，回應相同。',
    },
  },
  coupon_not_available: {
    title: { en: 'The coupon is not given out now', 'zh-CN': '该卡券目前不发放', 'zh-TW': '該優惠券目前不發放' },
    mend: {
      en: '`GET /v1/coupons/{code}` tells whether it is active and until when it holds.',
      'zh-CN': '`GET /v1/coupons/{code}` 说明它是否启用、有效至何时。',
      'zh-TW': '`GET /v1/coupons/{code}` 說明它是否啟用、有效至何時。',
    },
  },
  coupon_used: {
    title: { en: 'The coupon is used up', 'zh-CN': '卡券已用完', 'zh-TW': '優惠券已用完' },
    mend: {
      en: '`GET /v1/memberCoupons/{id}` tells how many uses are left. When the receipt that used it comes back whole, it may be used again. To repeat a request that was cut off, send it again with the same `Idempotency-Key` or `externalId`.',
      'zh-CN':
        '`GET /v1/memberCoupons/{id}` 说明还可使用几次。使用它的小票整单退货后，可以再次使用。若要重试中断的请求，请用相同的 `Idempotency-Key` 或 `externalId` 重新发送。',
      'zh-TW':
        '`GET /v1/memberCoupons/{id}` 說明還可使用幾次。使用它的收據整筆退貨後，可以再次使用。若要重試中斷的請求，請用相同的 `Idempotency-Key` 或 `externalId` 重新傳送。',
    },
  },
  coupon_expired: {
    title: { en: 'The coupon’s time was over', 'zh-CN': '销售发生时卡券已过期', 'zh-TW': '銷售發生時優惠券已過期' },
    mend: {
      en: 'A sale is judged at its own instant: `GET /v1/memberCoupons/{id}` tells the last day (`validThrough`). Charge the sale without it.',
      'zh-CN':
        '判定以销售发生的时刻为准：`GET /v1/memberCoupons/{id}` 给出最后有效日（`validThrough`）。请不使用该卡券结账。',
      'zh-TW':
        '判定以銷售發生的時刻為準：`GET /v1/memberCoupons/{id}` 給出最後有效日（`validThrough`）。請不使用該優惠券結帳。',
    },
  },
  coupon_withdrawn: {
    title: { en: 'The coupon was withdrawn', 'zh-CN': '卡券已被收回', 'zh-TW': '優惠券已被收回' },
    mend: {
      en: '`GET /v1/memberCoupons/{id}` tells when and why. Charge the sale without it, or give the member another: `POST /v1/members/{id}/coupons`.',
      'zh-CN':
        '`GET /v1/memberCoupons/{id}` 说明收回的时间和原因。请不使用该卡券结账，或另发一张给会员：`POST /v1/members/{id}/coupons`。',
      'zh-TW':
        '`GET /v1/memberCoupons/{id}` 說明收回的時間和原因。請不使用該優惠券結帳，或另發一張給會員：`POST /v1/members/{id}/coupons`。',
    },
  },
  coupon_not_applicable: {
    title: {
      en: 'The coupon is not for this sale',
      'zh-CN': '卡券不适用于本次销售',
      'zh-TW': '優惠券不適用於本次銷售',
    },
    mend: {
      en: '`errors` tells which coupon and why: store, tier, goods, minimum spend, or that the till took nothing off for it. Ask `POST /v1/quotes` with `coupons` first, and send the lines at the quoted totals.',
      'zh-CN':
        '`errors` 说明是哪张卡券以及原因：门店、等级、商品、最低消费，或收银机没有为它减价。请先带 `coupons` 调用 `POST /v1/quotes`，再按试算得出的各行合计发送。',
      'zh-TW':
        '`errors` 說明是哪張優惠券以及原因：門市、等級、商品、最低消費，或收銀機沒有為它折抵。請先帶 `coupons` 呼叫 `POST /v1/quotes`，再依試算得出的各筆合計傳送。',
    },
  },
} satisfies ErrorTexts
