import type { Descriptions } from './description.ts'

/** Only `<laurel-member-card>` has these. */
export const memberCard: Descriptions = {
  element: {
    en: "The member's card for the cashier: a QR code and a barcode that are others every thirty seconds, so that a picture of them is worth nothing, with the time that is left. Large, over everything, on demand.",
    'zh-CN':
      '向收银员出示的会员卡：二维码与条形码每三十秒更换一次，截图无法冒用，并显示剩余时间；可按需放大到整个屏幕。',
    'zh-TW':
      '向收銀員出示的會員卡：QR Code 與條碼每三十秒更換一次，截圖無法冒用，並顯示剩餘時間；可視需要放大到整個螢幕。',
  },
  cssParts: {
    who: {
      en: "The band with the member's name and tier.",
      'zh-CN': '显示会员姓名与等级的横条。',
      'zh-TW': '顯示會員姓名與等級的橫條。',
    },
    medal: { en: "The tier's mark.", 'zh-CN': '等级标志。', 'zh-TW': '等級標誌。' },
    name: { en: 'The masked name.', 'zh-CN': '脱敏后的姓名。', 'zh-TW': '遮蔽後的姓名。' },
    number: { en: "The tier's name and the card's number.", 'zh-CN': '等级名称与卡号。', 'zh-TW': '等級名稱與卡號。' },
    codes: { en: 'The white field with the codes.', 'zh-CN': '放置条码的白色区域。', 'zh-TW': '放置條碼的白色區域。' },
    show: { en: 'The button that shows them large.', 'zh-CN': '放大显示的按钮。', 'zh-TW': '放大顯示的按鈕。' },
    dialog: { en: 'The large codes.', 'zh-CN': '放大后的条码。', 'zh-TW': '放大後的條碼。' },
  },
  cssProperties: {
    '--laurel-card-size': {
      en: "The element's height, the same in every state.",
      'zh-CN': '组件的高度，各种状态下相同。',
      'zh-TW': '元件的高度，各種狀態下相同。',
    },
  },
}
