import type { CardTexts } from './card-texts.ts'

/** Traditional Chinese. */
export const texts: CardTexts = {
  title: '會員卡',
  invitation: '登入後出示會員卡。',
  show: '出示給收銀員',
  hint: '請將此碼對準掃描器。',
  close: '關閉',
  waiting: '網路無法使用，恢復後將自動更新會員碼。',
  qr: code => `會員碼 ${code}`,
  renews: seconds => `${seconds} 秒後更新`,
}
