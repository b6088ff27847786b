import type { ErrorTexts } from './error-text.ts'

/** Receipts, returns, and what members pay with. */
export const receiptErrors = {
  external_id_conflict: {
    title: {
      en: 'The externalId was used with another body',
      'zh-CN': '该 externalId 已用于不同的请求体',
      'zh-TW': '該 externalId 已用於不同的請求主體',
    },
    mend: {
      en: 'A receipt’s number names one receipt for ever. Send the first body again to see its answer, or use the number of this receipt.',
      'zh-CN': '一个单号永远只对应一张小票。若要取回先前的应答，请重新发送当时的请求体；否则请使用这张小票自己的单号。',
      'zh-TW':
        '一個單號永遠只對應一張收據。若要取回先前的回應，請重新傳送當時的請求主體；否則請使用這張收據自己的單號。',
    },
  },
  tender_mismatch: {
    title: {
      en: 'The tenders do not add up to the lines',
      'zh-CN': '付款金额与明细合计不符',
      'zh-TW': '付款金額與明細合計不符',
    },
    mend: {
      en: 'The amounts of all tenders must equal the sum of the lines: quantity × unitPrice, or the line’s own `total`.',
      'zh-CN': '各付款方式的金额之和必须等于各明细行之和：数量 × unitPrice，或该行自己的 `total`。',
      'zh-TW': '各付款方式的金額總和必須等於各筆明細的總和：數量 × unitPrice，或該筆自己的 `total`。',
    },
  },
  voucher_exceeds_coupons: {
    title: {
      en: 'More was paid by vouchers than the coupons are worth',
      'zh-CN': '代金券付款超过卡券面值',
      'zh-TW': '抵用券付款超過優惠券面額',
    },
    mend: {
      en: 'Where `coupons` name vouchers, the tenders of kind `voucher` are theirs alone: at most what `POST /v1/quotes` says in `vouchers`. Take the rest by another tender.',
      'zh-CN':
        '`coupons` 中含代金券时，`voucher` 类付款只能来自这些卡券：最多为 `POST /v1/quotes` 在 `vouchers` 中给出的金额。其余请用其他付款方式收取。',
      'zh-TW':
        '`coupons` 中含抵用券時，`voucher` 類付款只能來自這些優惠券：最多為 `POST /v1/quotes` 在 `vouchers` 中給出的金額。其餘請用其他付款方式收取。',
    },
  },
  occurred_in_future: {
    title: {
      en: 'The sale is later than the program’s now',
      'zh-CN': '销售时间晚于会员计划的当前时刻',
      'zh-TW': '銷售時間晚於會員計畫的目前時刻',
    },
    mend: {
      en: 'Check the till’s clock and the offset of `occurredAt`. `GET /v1/program` tells the program’s now.',
      'zh-CN': '请检查收银机的时钟和 `occurredAt` 的时区偏移。`GET /v1/program` 给出会员计划的当前时刻。',
      'zh-TW': '請檢查收銀機的時鐘和 `occurredAt` 的時區偏移。`GET /v1/program` 給出會員計畫的目前時刻。',
    },
  },
  amount_out_of_range: {
    title: {
      en: 'An amount is too large to be counted exactly',
      'zh-CN': '金额过大，无法精确计算',
      'zh-TW': '金額過大，無法精確計算',
    },
    mend: {
      en: 'No amount of money or points may go beyond 2^53 − 1 minor units; nothing is ever rounded.',
      'zh-CN': '金额或积分均不得超过 2^53 − 1 个最小单位；系统从不取近似值。',
      'zh-TW': '金額或點數均不得超過 2^53 − 1 個最小單位；系統從不取近似值。',
    },
  },
  return_exceeds_purchase: {
    title: { en: 'More comes back than was bought', 'zh-CN': '退货数量超过购买数量', 'zh-TW': '退貨數量超過購買數量' },
    mend: {
      en: '`GET /v1/purchases/{id}` shows for each line how many were bought and how many have come back. `errors` names the line.',
      'zh-CN': '`GET /v1/purchases/{id}` 显示每一行购买和已退的数量。`errors` 指出是哪一行。',
      'zh-TW': '`GET /v1/purchases/{id}` 顯示每一筆明細購買和已退的數量。`errors` 指出是哪一筆。',
    },
  },
  insufficient_member_cash: {
    title: { en: 'Not enough member cash', 'zh-CN': '会员现金不足', 'zh-TW': '會員現金不足' },
    mend: {
      en: 'Ask `GET /v1/members/{id}/summary` what is available and take the rest by another tender.',
      'zh-CN': '请用 `GET /v1/members/{id}/summary` 查询可用金额，不足部分用其他付款方式收取。',
      'zh-TW': '請用 `GET /v1/members/{id}/summary` 查詢可用金額，不足部分用其他付款方式收取。',
    },
  },
  insufficient_prepaid: {
    title: { en: 'Not enough prepaid balance', 'zh-CN': '储值余额不足', 'zh-TW': '儲值餘額不足' },
    mend: {
      en: 'Ask `GET /v1/members/{id}/summary` what is available and take the rest by another tender.',
      'zh-CN': '请用 `GET /v1/members/{id}/summary` 查询可用金额，不足部分用其他付款方式收取。',
      'zh-TW': '請用 `GET /v1/members/{id}/summary` 查詢可用金額，不足部分用其他付款方式收取。',
    },
  },
  insufficient_points: {
    title: { en: 'Not enough points', 'zh-CN': '积分不足', 'zh-TW': '點數不足' },
    mend: {
      en: 'Ask `GET /v1/members/{id}/summary` what is available. Points whose expiry has come, and those under a debt, are not.',
      'zh-CN': '请用 `GET /v1/members/{id}/summary` 查询可用积分。已到期的积分和用于抵扣负余额的积分不可用。',
      'zh-TW': '請用 `GET /v1/members/{id}/summary` 查詢可用點數。已到期的點數和用於抵扣負餘額的點數不可用。',
    },
  },
  prepaid_left: {
    title: { en: 'The member still has prepaid', 'zh-CN': '会员还有储值余额', 'zh-TW': '會員還有儲值餘額' },
    mend: {
      en: 'Prepaid is the member’s own money. Pay it back first: `POST /v1/members/{id}/prepaidRefunds`. Then send the request again.',
      'zh-CN': '储值是会员自己的钱。请先退还：`POST /v1/members/{id}/prepaidRefunds`，然后重新发送请求。',
      'zh-TW': '儲值是會員自己的錢。請先退還：`POST /v1/members/{id}/prepaidRefunds`，然後重新傳送請求。',
    },
  },
  prepaid_cap_exceeded: {
    title: {
      en: 'The card would hold more prepaid than the program allows',
      'zh-CN': '储值余额将超过会员计划的上限',
      'zh-TW': '儲值餘額將超過會員計畫的上限',
    },
    mend: {
      en: 'The program caps the prepaid of one member (`prepaid.capMinor` of its rules), as the law may. Choose a smaller plan, or wait until some is spent.',
      'zh-CN':
        '会员计划按法规等要求限制每位会员的储值余额（规则中的 `prepaid.capMinor`）。请选择金额较小的充值方案，或等会员用掉一部分后再充值。',
      'zh-TW':
        '會員計畫依法規等要求限制每位會員的儲值餘額（規則中的 `prepaid.capMinor`）。請選擇金額較小的儲值方案，或等會員用掉一部分後再儲值。',
    },
  },
  topup_spent: {
    title: {
      en: 'What the top-up gave is no longer all there',
      'zh-CN': '该次充值所得已被使用',
      'zh-TW': '該次儲值所得已被使用',
    },
    mend: {
      en: 'A top-up is taken back whole: its prepaid and all of its points must still be there. What is left of the balance can be paid back with `POST /v1/members/{id}/prepaidRefunds`.',
      'zh-CN':
        '撤销充值须整笔撤销：所充储值和所得积分必须全部还在。剩余的储值可以退还：`POST /v1/members/{id}/prepaidRefunds`。',
      'zh-TW':
        '撤銷儲值須整筆撤銷：所存金額和所得點數必須全部還在。剩餘的儲值可以退還：`POST /v1/members/{id}/prepaidRefunds`。',
    },
  },
  unknown_plan: {
    title: {
      en: 'The program has no such top-up plan',
      'zh-CN': '会员计划没有该充值方案',
      'zh-TW': '會員計畫沒有該儲值方案',
    },
    mend: {
      en: 'Name the `code` of one of `topUpPlans` in the rules in force: `GET /v1/program/rules`.',
      'zh-CN': '请填写现行规则 `topUpPlans` 中某个方案的 `code`：`GET /v1/program/rules`。',
      'zh-TW': '請填寫現行規則 `topUpPlans` 中某個方案的 `code`：`GET /v1/program/rules`。',
    },
  },
} satisfies ErrorTexts
