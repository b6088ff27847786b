import type { Descriptions } from './description.ts'

/** Only `<laurel-tier-progress>` has these. */
export const tierProgress: Descriptions = {
  element: {
    en: 'The tier a member holds, and what is missing for the next one or for keeping it.',
    'zh-CN': '会员目前的等级，以及距离升级或续级还差多少。',
    'zh-TW': '會員目前的等級，以及距離升級或續級還差多少。',
  },
  cssParts: {
    medal: { en: "The tier's mark.", 'zh-CN': '等级标志。', 'zh-TW': '等級標誌。' },
    tier: { en: "The tier's name.", 'zh-CN': '等级名称。', 'zh-TW': '等級名稱。' },
    validity: { en: 'Until when the tier is held.', 'zh-CN': '等级的有效期。', 'zh-TW': '等級的有效期限。' },
    goal: {
      en: 'What is to be done, as a sentence.',
      'zh-CN': '用一句话说明如何达成。',
      'zh-TW': '用一句話說明如何達成。',
    },
    bar: { en: 'A progress bar.', 'zh-CN': '进度条。', 'zh-TW': '進度條。' },
    fill: {
      en: 'The done part of a progress bar.',
      'zh-CN': '进度条中已完成的部分。',
      'zh-TW': '進度條中已完成的部分。',
    },
    caption: {
      en: 'What is done, and when the goal takes effect.',
      'zh-CN': '已完成的进度，以及目标何时生效。',
      'zh-TW': '已完成的進度，以及目標何時生效。',
    },
    ways: {
      en: 'The folded list of other goals.',
      'zh-CN': '收起的其他达成方式列表。',
      'zh-TW': '收合的其他達成方式清單。',
    },
  },
}
