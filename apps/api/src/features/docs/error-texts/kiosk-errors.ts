import type { ErrorTexts } from './error-text.ts'

/** Cards that are shown, phones that are proven, and the screens where that is done. */
export const kioskErrors = {
  card_code_expired: {
    title: { en: 'The code was of another minute', 'zh-CN': '会员码已过时', 'zh-TW': '會員碼已過時' },
    mend: {
      en: 'Scan the card again as it is now: its code changes every half minute. A picture of it does not do.',
      'zh-CN': '请重新扫描会员卡当前显示的会员码：它每半分钟更新一次，截图或照片无效。',
      'zh-TW': '請重新掃描會員卡目前顯示的會員碼：它每半分鐘更新一次，截圖或照片無效。',
    },
  },
  card_code_invalid: {
    title: {
      en: 'This is no card of the program',
      'zh-CN': '这不是本会员计划的会员卡',
      'zh-TW': '這不是本會員計畫的會員卡',
    },
    mend: {
      en: 'Scan the code on the member’s screen, or send the whole card number. The answer is the same for a code that is wrong and for a card that is not there.',
      'zh-CN': '请扫描会员手机屏幕上的会员码，或发送完整的卡号。会员码错误和卡不存在时，应答相同。',
      'zh-TW': '請掃描會員手機螢幕上的會員碼，或傳送完整的卡號。會員碼錯誤和卡不存在時，回應相同。',
    },
  },
  card_number_not_enough: {
    title: {
      en: 'A card number alone lets nobody in here',
      'zh-CN': '仅凭卡号不能在此登录',
      'zh-TW': '僅憑卡號不能在此登入',
    },
    mend: {
      en: 'Scan the code on the member’s screen, or let the member prove the phone. A program may take printed cards at its kiosks: `kiosk.cardNumber` of its rules.',
      'zh-CN':
        '请扫描会员手机屏幕上的会员码，或让会员验证手机号。会员计划可以允许自助机接受实体卡：见规则中的 `kiosk.cardNumber`。',
      'zh-TW':
        '請掃描會員手機螢幕上的會員碼，或讓會員驗證手機號碼。會員計畫可以允許自助機接受實體卡：見規則中的 `kiosk.cardNumber`。',
    },
  },
  challenge_over: {
    title: { en: 'This code does not count any more', 'zh-CN': '该验证码已失效', 'zh-TW': '該驗證碼已失效' },
    mend: {
      en: 'Ask for a new one: `POST /v1/kiosk/challenges`. A code lasts five minutes, five tries, and lets in once.',
      'zh-CN': '请重新获取：`POST /v1/kiosk/challenges`。验证码有效五分钟，可尝试五次，只能登录一次。',
      'zh-TW': '請重新取得：`POST /v1/kiosk/challenges`。驗證碼效期五分鐘，可嘗試五次，只能登入一次。',
    },
  },
  challenge_failed: {
    title: { en: 'This is not the code that was sent', 'zh-CN': '验证码不正确', 'zh-TW': '驗證碼不正確' },
    mend: {
      en: 'Type it again as it stands in the message. After five tries another code is needed. The answer is the same whether a member has the phone or not.',
      'zh-CN': '请按消息中的验证码重新输入。错误五次后须重新获取。无论该手机号是否属于会员，应答都相同。',
      'zh-TW': '請依訊息中的驗證碼重新輸入。錯誤五次後須重新取得。無論該手機號碼是否屬於會員，回應都相同。',
    },
  },
  code_not_sent: {
    title: { en: 'The code could not be sent', 'zh-CN': '验证码发送失败', 'zh-TW': '驗證碼傳送失敗' },
    mend: {
      en: 'The carrier did not take the message. Try again in a moment, or let the member show the card. What the carrier said is seen in its own console.',
      'zh-CN': '运营商没有接收该消息。请稍后重试，或让会员出示会员卡。运营商的答复可在其控制台查看。',
      'zh-TW': '電信業者沒有接收該訊息。請稍後重試，或讓會員出示會員卡。業者的回覆可在其主控台查看。',
    },
  },
  not_registered: {
    title: {
      en: 'Nobody is registered with this phone',
      'zh-CN': '该手机号尚未注册会员',
      'zh-TW': '該手機號碼尚未註冊會員',
    },
    mend: {
      en: 'The phone is proven; register with the same challenge and code: `POST /v1/kiosk/members`.',
      'zh-CN': '手机号已通过验证；请用同一次手机验证和验证码注册：`POST /v1/kiosk/members`。',
      'zh-TW': '手機號碼已通過驗證；請用同一次手機驗證和驗證碼註冊：`POST /v1/kiosk/members`。',
    },
  },
  enrolment_invalid: {
    title: { en: 'This enrolment code does not count', 'zh-CN': '注册码无效', 'zh-TW': '註冊碼無效' },
    mend: {
      en: 'Make a kiosk and type its code at the device within fifteen minutes, once: `POST /v1/kiosks`.',
      'zh-CN': '请新建自助机，并在十五分钟内到设备上输入其注册码，每个注册码只能使用一次：`POST /v1/kiosks`。',
      'zh-TW': '請新增自助機，並在十五分鐘內到裝置上輸入其註冊碼，每個註冊碼只能使用一次：`POST /v1/kiosks`。',
    },
  },
} satisfies ErrorTexts
