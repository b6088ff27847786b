import type { Descriptions } from './description.ts'

/** Only `<laurel-points>` has these. */
export const points: Descriptions = {
  element: {
    en: 'What a member owns: points, member cash and prepaid, and which points expire next.',
    'zh-CN': '会员拥有的积分、会员现金与储值，以及最近将到期的积分。',
    'zh-TW': '會員擁有的點數、會員現金與儲值，以及最近將到期的點數。',
  },
  cssParts: {
    label: { en: 'The words above the figure.', 'zh-CN': '数字上方的文字。', 'zh-TW': '數字上方的文字。' },
    value: { en: 'The points.', 'zh-CN': '积分。', 'zh-TW': '點數。' },
    delta: { en: 'The latest change of the points.', 'zh-CN': '积分的最近一次变动。', 'zh-TW': '點數的最近一次異動。' },
    wallets: {
      en: 'Member cash and prepaid; absent while both are zero.',
      'zh-CN': '会员现金与储值；两者皆为零时不出现。',
      'zh-TW': '會員現金與儲值；兩者皆為零時不出現。',
    },
    expiry: { en: 'What expires next.', 'zh-CN': '最近将到期的积分。', 'zh-TW': '最近將到期的點數。' },
  },
}
