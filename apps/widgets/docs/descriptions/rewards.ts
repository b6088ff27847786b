import type { Descriptions } from './description.ts'

/** Only `<laurel-rewards>` has these. */
export const rewards: Descriptions = {
  element: {
    en: 'What points can become: the catalogue, whether this member can have each reward and why not, redeeming with a question first, and the codes of what is still to be collected.',
    'zh-CN': '积分可以兑换的礼品：礼品目录、该会员能否兑换每件礼品及不能的原因、先确认再兑换，以及待领取礼品的提货码。',
    'zh-TW': '點數可以兌換的好禮：好禮目錄、該會員能否兌換每件好禮及不能的原因、先確認再兌換，以及待領取好禮的提貨碼。',
  },
  events: {
    'laurel-redeem': {
      en: 'A reward has been redeemed. `detail.redemption` holds it, with its code.',
      'zh-CN': '礼品已兑换；`detail.redemption` 中有兑换记录及其提货码。',
      'zh-TW': '好禮已兌換；`detail.redemption` 中有兌換紀錄及其提貨碼。',
    },
  },
  cssParts: {
    title: { en: 'The heading.', 'zh-CN': '标题。', 'zh-TW': '標題。' },
    list: { en: 'The scrolling part.', 'zh-CN': '可滚动的部分。', 'zh-TW': '可捲動的部分。' },
    reward: { en: 'One reward.', 'zh-CN': '一件礼品。', 'zh-TW': '一件好禮。' },
    picture: {
      en: "A reward's picture, or the place for it.",
      'zh-CN': '礼品图片，或为其预留的位置。',
      'zh-TW': '好禮圖片，或為其預留的位置。',
    },
    name: { en: "A reward's name.", 'zh-CN': '礼品名称。', 'zh-TW': '好禮名稱。' },
    price: { en: 'What a reward costs.', 'zh-CN': '兑换礼品所需的积分与金额。', 'zh-TW': '兌換好禮所需的點數與金額。' },
    redeem: {
      en: 'The button of a reward that can be had, and the one that confirms.',
      'zh-CN': '可兑换礼品的按钮，以及确认兑换的按钮。',
      'zh-TW': '可兌換好禮的按鈕，以及確認兌換的按鈕。',
    },
    reason: { en: 'Why a reward cannot be had.', 'zh-CN': '礼品无法兑换的原因。', 'zh-TW': '好禮無法兌換的原因。' },
    ticket: {
      en: 'A redemption that is to be collected.',
      'zh-CN': '一笔待领取的兑换。',
      'zh-TW': '一筆待領取的兌換。',
    },
    code: { en: 'A pick-up code.', 'zh-CN': '提货码。', 'zh-TW': '提貨碼。' },
    dialog: {
      en: 'The question before redeeming, and the code after it.',
      'zh-CN': '兑换前的确认，以及兑换后的提货码。',
      'zh-TW': '兌換前的確認，以及兌換後的提貨碼。',
    },
  },
  cssProperties: {
    '--laurel-rewards-size': {
      en: "The element's height, the same in every state.",
      'zh-CN': '组件的高度，各种状态下相同。',
      'zh-TW': '元件的高度，各種狀態下相同。',
    },
  },
}
