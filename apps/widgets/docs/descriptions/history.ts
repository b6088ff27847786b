import type { Descriptions } from './description.ts'

/** Only `<laurel-history>` has these. */
export const history: Descriptions = {
  element: {
    en: "Where a member's points came from and where they went, each with its why; the receipts with what every line earned; what expires.",
    'zh-CN': '会员的积分从何而来、用到何处，每一笔都有来由；历次购物小票及每件商品所得积分；即将到期的权益。',
    'zh-TW': '會員的點數從何而來、用到何處，每一筆都有來由；歷次消費收據及每件商品所得點數；即將到期的權益。',
  },
  cssParts: {
    title: { en: 'The heading.', 'zh-CN': '标题。', 'zh-TW': '標題。' },
    views: {
      en: 'The buttons that choose what is listed.',
      'zh-CN': '切换列表内容的按钮。',
      'zh-TW': '切換清單內容的按鈕。',
    },
    list: { en: 'The scrolling part.', 'zh-CN': '可滚动的部分。', 'zh-TW': '可捲動的部分。' },
    entry: {
      en: 'One entry, receipt or lot.',
      'zh-CN': '一条明细、一张小票或一批积分。',
      'zh-TW': '一筆明細、一張收據或一批點數。',
    },
    why: { en: 'What an entry is the effect of.', 'zh-CN': '一条明细的来由。', 'zh-TW': '一筆明細的來由。' },
    amount: { en: 'What came or went.', 'zh-CN': '增加或减少的数额。', 'zh-TW': '增加或減少的數額。' },
  },
  cssProperties: {
    '--laurel-history-size': {
      en: "The element's height, the same in every state.",
      'zh-CN': '组件的高度，各种状态下相同。',
      'zh-TW': '元件的高度，各種狀態下相同。',
    },
  },
}
