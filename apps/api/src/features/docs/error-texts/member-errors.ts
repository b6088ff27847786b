import type { ErrorTexts } from './error-text.ts'

/** Members: who they are, and what is left of them. */
export const memberErrors = {
  member_exists: {
    title: {
      en: 'A member with this phone, e-mail or externalId exists',
      'zh-CN': '已有会员使用该手机号、邮箱或 externalId',
      'zh-TW': '已有會員使用該手機號碼、電子郵件或 externalId',
    },
    mend: {
      en: 'Find the member with `GET /v1/members?phone=` (or `email=`, `externalId=`, `wechatOpenId=`) and use it.',
      'zh-CN': '请用 `GET /v1/members?phone=`（或 `email=`、`externalId=`、`wechatOpenId=`）查找该会员并直接使用。',
      'zh-TW': '請用 `GET /v1/members?phone=`（或 `email=`、`externalId=`、`wechatOpenId=`）查找該會員並直接使用。',
    },
  },
  member_erased: {
    title: { en: 'The member was erased', 'zh-CN': '该会员已被删除', 'zh-TW': '該會員已被刪除' },
    mend: {
      en: 'Nothing of the person is left, and nothing more can be done with this id: forget it. The books are as they were: receipts and journal entries can still be read by their own ids.',
      'zh-CN':
        '其个人信息已全部清除，此 ID 不能再做任何操作，请不要再保留。账目维持原样：小票和记账凭证仍可按各自的 ID 查询。',
      'zh-TW':
        '其個人資料已全部清除，此 ID 不能再做任何操作，請不要再保留。帳目維持原樣：收據和記帳憑證仍可依各自的 ID 查詢。',
    },
  },
  member_merged: {
    title: {
      en: 'The card has become another member’s',
      'zh-CN': '该卡已并入另一位会员',
      'zh-TW': '該卡已併入另一位會員',
    },
    mend: {
      en: 'What was on it is with the member that it was merged into: `GET /v1/members/{id}` with its id answers them. Merge that member instead, if they are the same person, too.',
      'zh-CN':
        '卡上的一切都在合并后的会员名下：用该会员的 ID 调用 `GET /v1/members/{id}` 即可查询。如果还有同一人的卡要合并，请合并到那位会员。',
      'zh-TW':
        '卡上的一切都在合併後的會員名下：用該會員的 ID 呼叫 `GET /v1/members/{id}` 即可查詢。如果還有同一人的卡要合併，請合併到那位會員。',
    },
  },
  unknown_tier: {
    title: { en: 'The program has no such tier', 'zh-CN': '会员计划没有该等级', 'zh-TW': '會員計畫沒有該等級' },
    mend: {
      en: 'Name the `code` of one of the program’s tiers, or null for none: `GET /v1/program`.',
      'zh-CN': '请填写会员计划某个等级的 `code`；填 null 表示没有等级：`GET /v1/program`。',
      'zh-TW': '請填寫會員計畫某個等級的 `code`；填 null 表示沒有等級：`GET /v1/program`。',
    },
  },
  tier_not_by_hand: {
    title: {
      en: 'The rules do not let this tier be given by hand',
      'zh-CN': '规则不允许人工授予该等级',
      'zh-TW': '規則不允許人工授予該等級',
    },
    mend: {
      en: 'A tier above the one held is given by hand only where its `entry` rules name the hand (`{"on":"hand"}`). A lower one, or none, always may be set.',
      'zh-CN':
        '只有当等级的 `entry` 规则写明可由人工授予（`{"on":"hand"}`）时，才能人工授予高于现有等级的等级。改为较低等级或无等级，则始终可以。',
      'zh-TW':
        '只有當等級的 `entry` 規則寫明可由人工授予（`{"on":"hand"}`）時，才能人工授予高於現有等級的等級。改為較低等級或無等級，則始終可以。',
    },
  },
  not_entitled: {
    title: {
      en: 'The member is not entitled to this benefit now',
      'zh-CN': '会员目前无权享受该权益',
      'zh-TW': '會員目前無權享受該權益',
    },
    mend: {
      en: '`detail` says why: the tier, the receipt that is needed, or the guests. `GET /v1/members/{id}/benefits` tells what the member has.',
      'zh-CN':
        '`detail` 说明原因：等级、所需的小票，或同行人数。`GET /v1/members/{id}/benefits` 列出该会员享有的权益。',
      'zh-TW':
        '`detail` 說明原因：等級、所需的收據，或同行人數。`GET /v1/members/{id}/benefits` 列出該會員享有的權益。',
    },
  },
  already_used: {
    title: { en: 'The benefit was used already', 'zh-CN': '该权益已使用', 'zh-TW': '該權益已使用' },
    mend: {
      en: '`detail` says whether the receipt has served or the quota of the day, month or year is used up. Staff can take a use back: `POST /v1/benefitUses/{id}/undo`.',
      'zh-CN':
        '`detail` 说明是该小票已经用过，还是当日、当月或当年的次数已用完。员工可以撤销一次使用：`POST /v1/benefitUses/{id}/undo`。',
      'zh-TW':
        '`detail` 說明是該收據已經用過，還是當日、當月或當年的次數已用完。員工可以撤銷一次使用：`POST /v1/benefitUses/{id}/undo`。',
    },
  },
} satisfies ErrorTexts
