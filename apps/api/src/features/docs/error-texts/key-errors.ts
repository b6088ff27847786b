import type { ErrorTexts } from './error-text.ts'

/** Keys and member tokens: who may ask for what. */
export const keyErrors = {
  unauthenticated: {
    title: { en: 'No valid key', 'zh-CN': '缺少有效的密钥', 'zh-TW': '缺少有效的金鑰' },
    mend: {
      en: 'Send `Authorization: Bearer <key>` with a key that has not been revoked. A key is shown once, when it is made; make a new one if it is lost.',
      'zh-CN':
        '请发送 `Authorization: Bearer <key>`，其中的密钥须未被撤销。密钥只在创建时显示一次；若已遗失，请新建一个。',
      'zh-TW':
        '請傳送 `Authorization: Bearer <key>`，其中的金鑰須未被撤銷。金鑰只在建立時顯示一次；若已遺失，請另建一組。',
    },
  },
  token_expired: {
    title: { en: 'The member token has expired', 'zh-CN': '会员令牌已过期', 'zh-TW': '會員權杖已過期' },
    mend: {
      en: 'Ask your back end for a new one: `POST /v1/members/{id}/sessions`. The elements do this through `tokenProvider`.',
      'zh-CN': '请向您的后端索取新令牌：`POST /v1/members/{id}/sessions`。会员组件通过 `tokenProvider` 自动完成。',
      'zh-TW': '請向您的後端索取新權杖：`POST /v1/members/{id}/sessions`。會員元件透過 `tokenProvider` 自動完成。',
    },
  },
  wrong_token_purpose: {
    title: {
      en: 'This member token was made for something else',
      'zh-CN': '该会员令牌另有用途',
      'zh-TW': '該會員權杖另有用途',
    },
    mend: {
      en: 'A token of purpose `read` only sees, one of purpose `redeem` redeems once. Ask your back end for one of the purpose you need: `POST /v1/members/{id}/sessions`.',
      'zh-CN':
        '用途为 `read` 的令牌只能查看，用途为 `redeem` 的令牌可兑换一次。请向您的后端索取所需用途的令牌：`POST /v1/members/{id}/sessions`。',
      'zh-TW':
        '用途為 `read` 的權杖只能查看，用途為 `redeem` 的權杖可兌換一次。請向您的後端索取所需用途的權杖：`POST /v1/members/{id}/sessions`。',
    },
  },
  token_used: {
    title: {
      en: 'This member token has redeemed already',
      'zh-CN': '该会员令牌已兑换过',
      'zh-TW': '該會員權杖已兌換過',
    },
    mend: {
      en: 'A token redeems once. Ask your back end for a fresh one: `POST /v1/members/{id}/sessions`. To repeat a request that was cut off, send it again with the same `Idempotency-Key`.',
      'zh-CN':
        '每个令牌只能兑换一次。请向您的后端索取新令牌：`POST /v1/members/{id}/sessions`。若要重试中断的请求，请用相同的 `Idempotency-Key` 重新发送。',
      'zh-TW':
        '每個權杖只能兌換一次。請向您的後端索取新權杖：`POST /v1/members/{id}/sessions`。若要重試中斷的請求，請用相同的 `Idempotency-Key` 重新傳送。',
    },
  },
  wrong_key_kind: {
    title: { en: 'Another kind of key is needed', 'zh-CN': '需要另一种密钥', 'zh-TW': '需要另一種金鑰' },
    mend: {
      en: 'The reference says which kinds of key an operation takes: operator, secret, publishable, a member token, or a session of staff.',
      'zh-CN': 'API 参考注明了每个操作接受哪种密钥：运营方密钥、私钥、公开密钥、会员令牌，或员工的登录会话。',
      'zh-TW': 'API 參考註明了每項操作接受哪種金鑰：營運方金鑰、私密金鑰、公開金鑰、會員權杖，或員工的登入工作階段。',
    },
  },
  origin_not_allowed: {
    title: { en: 'This origin may not use the key', 'zh-CN': '该来源无权使用此密钥', 'zh-TW': '該來源無權使用此金鑰' },
    mend: {
      en: 'Add the page’s origin (scheme, host and port) to `allowedOrigins` of a publishable key of the program.',
      'zh-CN': '请将页面的来源（协议、主机和端口）加入会员计划公开密钥的 `allowedOrigins`。',
      'zh-TW': '請將頁面的來源（通訊協定、主機和連接埠）加入會員計畫公開金鑰的 `allowedOrigins`。',
    },
  },
  store_not_allowed: {
    title: {
      en: 'This key belongs to another store',
      'zh-CN': '该密钥属于另一家门店',
      'zh-TW': '該金鑰屬於另一家門市',
    },
    mend: {
      en: 'A store’s key takes that store’s receipts and sets what is that store’s own. Use the key of the store that the request names, or a key without a store.',
      'zh-CN': '门店密钥只接收本门店的小票，也只能设置本门店自己的内容。请使用请求中所指门店的密钥，或不限门店的密钥。',
      'zh-TW': '門市金鑰只接收該門市的收據，也只能設定該門市自己的內容。請使用請求中所指門市的金鑰，或不限門市的金鑰。',
    },
  },
  last_secret_key: {
    title: {
      en: 'This is the last secret key of the program',
      'zh-CN': '这是会员计划的最后一个私钥',
      'zh-TW': '這是會員計畫的最後一組私密金鑰',
    },
    mend: {
      en: 'Without one nobody could make another. Make a new key first (`POST /v1/keys`), then revoke this one. A key bound to a store does not count.',
      'zh-CN': '撤销后将无人能再创建私钥。请先新建一个（`POST /v1/keys`），再撤销此密钥。绑定门店的密钥不计在内。',
      'zh-TW': '撤銷後將無人能再建立私密金鑰。請先另建一組（`POST /v1/keys`），再撤銷此金鑰。綁定門市的金鑰不計在內。',
    },
  },
} satisfies ErrorTexts
