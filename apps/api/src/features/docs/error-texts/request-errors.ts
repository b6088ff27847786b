import type { ErrorTexts } from './error-text.ts'

/** What is wrong with the request itself, or with how it was answered. */
export const requestErrors = {
  malformed_request: {
    title: { en: 'The request is malformed', 'zh-CN': '请求格式有误', 'zh-TW': '請求格式有誤' },
    mend: {
      en: 'Send valid JSON with `Content-Type: application/json`, query parameters of the documented form, and no field the reference does not name. `errors` lists each fault with its path.',
      'zh-CN':
        '请发送有效的 JSON，并带上 `Content-Type: application/json`；查询参数须符合文档所列格式，且不含 API 参考未列出的字段。`errors` 逐条列出错误及其路径。',
      'zh-TW':
        '請傳送有效的 JSON，並帶上 `Content-Type: application/json`；查詢參數須符合文件所列格式，且不含 API 參考未列出的欄位。`errors` 逐條列出錯誤及其路徑。',
    },
  },
  invalid_request: {
    title: { en: 'Some fields are not acceptable', 'zh-CN': '部分字段不符合要求', 'zh-TW': '部分欄位不符合要求' },
    mend: {
      en: '`errors` lists each fault with its path and what would be accepted.',
      'zh-CN': '`errors` 逐条列出错误、其路径，以及可以接受的内容。',
      'zh-TW': '`errors` 逐條列出錯誤、其路徑，以及可以接受的內容。',
    },
  },
  not_found: {
    title: { en: 'Nothing here by that name', 'zh-CN': '找不到该资源', 'zh-TW': '找不到該資源' },
    mend: {
      en: 'Check the id and the path. What belongs to another program answers the same.',
      'zh-CN': '请检查 ID 和路径。属于其他会员计划的内容也返回同样的应答。',
      'zh-TW': '請檢查 ID 和路徑。屬於其他會員計畫的內容也會得到同樣的回應。',
    },
  },
  method_not_allowed: {
    title: { en: 'This path does not take that method', 'zh-CN': '该路径不支持此方法', 'zh-TW': '該路徑不支援此方法' },
    mend: {
      en: 'The `Allow` header lists the methods that it takes.',
      'zh-CN': '`Allow` 应答头列出该路径支持的方法。',
      'zh-TW': '`Allow` 回應標頭列出該路徑支援的方法。',
    },
  },
  body_too_large: {
    title: { en: 'The body is larger than 1 MiB', 'zh-CN': '请求体超过 1 MiB', 'zh-TW': '請求主體超過 1 MiB' },
    mend: {
      en: 'Send fewer receipts in one batch.',
      'zh-CN': '请减少每批发送的小票数量。',
      'zh-TW': '請減少每批傳送的收據數量。',
    },
  },
  unsupported_media_type: {
    title: { en: 'The body is not JSON', 'zh-CN': '请求体不是 JSON', 'zh-TW': '請求主體不是 JSON' },
    mend: {
      en: 'Send `Content-Type: application/json`.',
      'zh-CN': '请带上 `Content-Type: application/json`。',
      'zh-TW': '請帶上 `Content-Type: application/json`。',
    },
  },
  idempotency_conflict: {
    title: {
      en: 'The idempotency key was used with another body',
      'zh-CN': '该幂等键已用于不同的请求体',
      'zh-TW': '該冪等鍵已用於不同的請求主體',
    },
    mend: {
      en: 'Send a new `Idempotency-Key` for a new request; send the first body again to see its answer.',
      'zh-CN': '新的请求请使用新的 `Idempotency-Key`；若要取回先前的应答，请重新发送当时的请求体。',
      'zh-TW': '新的請求請使用新的 `Idempotency-Key`；若要取回先前的回應，請重新傳送當時的請求主體。',
    },
  },
  too_many: {
    title: { en: 'There are as many as there may be', 'zh-CN': '数量已达上限', 'zh-TW': '數量已達上限' },
    mend: {
      en: '`detail` tells the bound. Delete what is no longer needed, or do without.',
      'zh-CN': '`detail` 说明上限是多少。请删除不再需要的，或不再新增。',
      'zh-TW': '`detail` 說明上限是多少。請刪除不再需要的，或不再新增。',
    },
  },
  rate_limited: {
    title: { en: 'Too many requests', 'zh-CN': '请求过于频繁', 'zh-TW': '請求過於頻繁' },
    mend: {
      en: 'Wait as long as `Retry-After` says. The `RateLimit` headers tell what is left.',
      'zh-CN': '请按 `Retry-After` 所示的时间等待后重试。`RateLimit` 应答头说明剩余额度。',
      'zh-TW': '請依 `Retry-After` 所示的時間等待後重試。`RateLimit` 回應標頭說明剩餘額度。',
    },
  },
  internal_error: {
    title: { en: 'The server failed', 'zh-CN': '服务器出错', 'zh-TW': '伺服器發生錯誤' },
    mend: {
      en: 'Nothing was half-written. Send the request again with the same `Idempotency-Key`; report `requestId` if it goes on.',
      'zh-CN': '没有任何数据只写入一半。请用相同的 `Idempotency-Key` 重新发送请求；若问题持续，请报告 `requestId`。',
      'zh-TW': '沒有任何資料只寫入一半。請用相同的 `Idempotency-Key` 重新傳送請求；若問題持續，請回報 `requestId`。',
    },
  },
  outcome_unknown: {
    title: {
      en: 'The database was lost while it wrote',
      'zh-CN': '写入时数据库连接中断',
      'zh-TW': '寫入時資料庫連線中斷',
    },
    mend: {
      en: 'The write may or may not stand. Send the request again after `Retry-After` seconds with the same `Idempotency-Key` or `externalId`: it is done once.',
      'zh-CN':
        '写入可能已生效，也可能没有。请在 `Retry-After` 所示的秒数之后，用相同的 `Idempotency-Key` 或 `externalId` 重新发送请求：该操作只会执行一次。',
      'zh-TW':
        '寫入可能已生效，也可能沒有。請在 `Retry-After` 所示的秒數之後，用相同的 `Idempotency-Key` 或 `externalId` 重新傳送請求：該操作只會執行一次。',
    },
  },
  busy: {
    title: { en: 'The write could not get through', 'zh-CN': '写入未能完成', 'zh-TW': '寫入未能完成' },
    mend: {
      en: 'Nothing was written. Send the request again after `Retry-After` seconds, with the same `Idempotency-Key`.',
      'zh-CN': '没有写入任何数据。请在 `Retry-After` 所示的秒数之后，用相同的 `Idempotency-Key` 重新发送请求。',
      'zh-TW': '沒有寫入任何資料。請在 `Retry-After` 所示的秒數之後，用相同的 `Idempotency-Key` 重新傳送請求。',
    },
  },
} satisfies ErrorTexts
