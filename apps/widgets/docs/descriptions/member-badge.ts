import type { Descriptions } from './description.ts'

/** Only `<laurel-member-badge>` has these. */
export const memberBadge: Descriptions = {
  element: {
    en: "Who is signed in, in one line: masked name, tier, points. For a page's header.",
    'zh-CN': '用一行显示当前登录的会员：脱敏姓名、等级与积分。适合放在页头。',
    'zh-TW': '用一行顯示目前登入的會員：遮蔽後的姓名、等級與點數。適合放在頁首。',
  },
  cssParts: {
    medal: { en: "The tier's mark.", 'zh-CN': '等级标志。', 'zh-TW': '等級標誌。' },
    name: { en: 'The masked name.', 'zh-CN': '脱敏后的姓名。', 'zh-TW': '遮蔽後的姓名。' },
    tier: { en: "The tier's name.", 'zh-CN': '等级名称。', 'zh-TW': '等級名稱。' },
    points: { en: 'The points.', 'zh-CN': '积分。', 'zh-TW': '點數。' },
  },
  cssProperties: {
    '--laurel-badge-size': {
      en: "The badge's width, the same in every state.",
      'zh-CN': '组件的宽度，各种状态下相同。',
      'zh-TW': '元件的寬度，各種狀態下相同。',
    },
  },
}
