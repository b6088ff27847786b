import type { CardTexts } from './card-texts.ts'

/** Simplified Chinese. */
export const texts: CardTexts = {
  title: '会员卡',
  invitation: '登录后出示会员卡。',
  show: '出示给收银员',
  hint: '请将此码对准扫码枪。',
  close: '关闭',
  waiting: '网络不可用，恢复后将自动更新会员码。',
  qr: code => `会员码 ${code}`,
  renews: seconds => `${seconds} 秒后更新`,
}
