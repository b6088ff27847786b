import type { ErrorTexts } from './error-text.ts'

/** Staff: their accounts, their sessions, and what each role may do. */
export const staffErrors = {
  session_expired: {
    title: { en: 'The session is over', 'zh-CN': '登录会话已结束', 'zh-TW': '登入工作階段已結束' },
    mend: {
      en: 'Sign in again: `POST /v1/staff/sessions`. A session lasts twelve hours, and ends after an hour in which nobody used it.',
      'zh-CN': '请重新登录：`POST /v1/staff/sessions`。会话最长十二小时；一小时无人使用也会结束。',
      'zh-TW': '請重新登入：`POST /v1/staff/sessions`。工作階段最長十二小時；一小時無人使用也會結束。',
    },
  },
  sign_in_failed: {
    title: {
      en: 'E-mail address or password is wrong',
      'zh-CN': '邮箱地址或密码错误',
      'zh-TW': '電子郵件地址或密碼錯誤',
    },
    mend: {
      en: 'Check both, and the program. The answer is the same where there is no such account, or where it is disabled. An admin can invite you to set a new password.',
      'zh-CN': '请检查邮箱地址、密码和会员计划。账号不存在或已停用时，也返回同样的应答。管理员可以邀请您设置新密码。',
      'zh-TW':
        '請檢查電子郵件地址、密碼和會員計畫。帳號不存在或已停用時，也會得到同樣的回應。管理員可以邀請您設定新密碼。',
    },
  },
  sign_in_locked: {
    title: {
      en: 'Too many sign-ins have failed under this address',
      'zh-CN': '该邮箱地址登录失败次数过多',
      'zh-TW': '該電子郵件地址登入失敗次數過多',
    },
    mend: {
      en: 'Wait as long as `Retry-After` says: a minute after the fifth failure, twice as long after each one more, at most an hour. It is the same whether there is such an account or not. Sessions that are open go on, and an admin can invite you to set a new password at once.',
      'zh-CN':
        '请按 `Retry-After` 所示的时间等待：第五次失败后一分钟，此后每失败一次加倍，最长一小时。无论账号是否存在都是如此。已登录的会话不受影响；管理员可以邀请您立即设置新密码。',
      'zh-TW':
        '請依 `Retry-After` 所示的時間等待：第五次失敗後一分鐘，此後每失敗一次加倍，最長一小時。無論帳號是否存在都是如此。已登入的工作階段不受影響；管理員可以邀請您立即設定新密碼。',
    },
  },
  wrong_password: {
    title: { en: 'The present password is wrong', 'zh-CN': '当前密码错误', 'zh-TW': '目前的密碼錯誤' },
    mend: {
      en: 'To change a password, send the present one. An admin can invite you to set a new one without it.',
      'zh-CN': '修改密码时须提供当前密码。管理员可以邀请您直接设置新密码，无需当前密码。',
      'zh-TW': '變更密碼時須提供目前的密碼。管理員可以邀請您直接設定新密碼，無需目前的密碼。',
    },
  },
  weak_password: {
    title: { en: 'The password is too easy to guess', 'zh-CN': '密码太容易被猜到', 'zh-TW': '密碼太容易被猜到' },
    mend: {
      en: 'Ten characters or more, not among those that guessers try first, and not made of the e-mail address. Four random words do well; no digits or signs are asked for.',
      'zh-CN': '密码至少十个字符，不能是最常被猜测的密码，也不能由邮箱地址构成。四个随机词语就很好；不要求数字或符号。',
      'zh-TW':
        '密碼至少十個字元，不能是最常被猜測的密碼，也不能由電子郵件地址構成。四個隨機詞語就很好；不要求數字或符號。',
    },
  },
  role_not_allowed: {
    title: { en: 'Your role may not do this', 'zh-CN': '您的角色无权执行此操作', 'zh-TW': '您的角色無權執行此操作' },
    mend: {
      en: 'The reference says for each operation which role it takes: associate, manager or admin. An admin can change yours.',
      'zh-CN': 'API 参考注明了每个操作要求的角色：导购、经理或管理员。管理员可以更改您的角色。',
      'zh-TW': 'API 參考註明了每項操作要求的角色：店員、經理或管理員。管理員可以變更您的角色。',
    },
  },
  own_request: {
    title: {
      en: 'Nobody confirms what they asked for themselves',
      'zh-CN': '不能审批自己提出的申请',
      'zh-TW': '不能審核自己提出的申請',
    },
    mend: {
      en: 'Ask another manager or an admin.',
      'zh-CN': '请由另一位经理或管理员审批。',
      'zh-TW': '請由另一位經理或管理員審核。',
    },
  },
  own_account: {
    title: { en: 'Nobody serves themselves', 'zh-CN': '不能为自己办理业务', 'zh-TW': '不能為自己辦理業務' },
    mend: {
      en: 'Staff do nothing to the member account that is theirs. Ask a colleague.',
      'zh-CN': '员工不得操作属于自己的会员账户，请由同事代办。',
      'zh-TW': '員工不得操作屬於自己的會員帳戶，請由同事代辦。',
    },
  },
  staff_exists: {
    title: {
      en: 'There is an account of this e-mail address',
      'zh-CN': '该邮箱地址已有账号',
      'zh-TW': '該電子郵件地址已有帳號',
    },
    mend: {
      en: '`GET /v1/staff` lists the accounts. Change that one: `PATCH /v1/staff/{id}`.',
      'zh-CN': '`GET /v1/staff` 列出所有账号。请修改已有的账号：`PATCH /v1/staff/{id}`。',
      'zh-TW': '`GET /v1/staff` 列出所有帳號。請修改既有的帳號：`PATCH /v1/staff/{id}`。',
    },
  },
  invitation_invalid: {
    title: { en: 'The invitation is none, or no longer', 'zh-CN': '邀请码无效或已失效', 'zh-TW': '邀請碼無效或已失效' },
    mend: {
      en: 'An invitation is taken up once, within seven days. Ask an admin for a new one: `POST /v1/staff/{id}/invitations`.',
      'zh-CN': '邀请码须在七天内使用，且只能使用一次。请管理员重新签发：`POST /v1/staff/{id}/invitations`。',
      'zh-TW': '邀請碼須在七天內使用，且只能使用一次。請管理員重新核發：`POST /v1/staff/{id}/invitations`。',
    },
  },
  approval_decided: {
    title: { en: 'It was decided already', 'zh-CN': '该申请已有审批结果', 'zh-TW': '該申請已有審核結果' },
    mend: {
      en: '`GET /v1/approvals/{id}` shows how, when and by whom. What is still wanted is asked for anew.',
      'zh-CN': '`GET /v1/approvals/{id}` 显示审批的结果、时间和审批人。若仍有需要，请重新申请。',
      'zh-TW': '`GET /v1/approvals/{id}` 顯示審核的結果、時間和審核人。若仍有需要，請重新申請。',
    },
  },
  account_changed: {
    title: {
      en: 'The account was changed meanwhile',
      'zh-CN': '账号在此期间已被修改',
      'zh-TW': '帳號在此期間已被修改',
    },
    mend: {
      en: 'An admin, or the same person in another window, changed this account at the same time, and nothing of this request stands. Sign in and look, then try again.',
      'zh-CN': '管理员或本人在另一个窗口同时修改了该账号，本次请求的内容均未生效。请登录查看后重试。',
      'zh-TW': '管理員或本人在另一個視窗同時修改了該帳號，本次請求的內容均未生效。請登入查看後重試。',
    },
  },
} satisfies ErrorTexts
