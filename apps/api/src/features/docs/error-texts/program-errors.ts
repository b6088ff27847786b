import type { ErrorTexts } from './error-text.ts'

/** What a program sets: its rules, its brands, promotions and fields, its endpoints and its clock. */
export const programErrors = {
  invalid_rules: {
    title: { en: 'The rules are not acceptable', 'zh-CN': '规则不符合要求', 'zh-TW': '規則不符合要求' },
    mend: {
      en: '`errors` lists each fault with its path in the document; `GET /v1/program/rules` shows the rules in force.',
      'zh-CN': '`errors` 逐条列出错误及其在文档中的路径；`GET /v1/program/rules` 显示现行规则。',
      'zh-TW': '`errors` 逐條列出錯誤及其在文件中的路徑；`GET /v1/program/rules` 顯示現行規則。',
    },
  },
  multiplier_exceeds_contract_rate: {
    title: {
      en: 'The multiplier is above contract rate divided by rebate rate',
      'zh-CN': '积分倍数超过合同扣率除以返利率',
      'zh-TW': '點數倍數超過合約抽成率除以回饋率',
    },
    mend: {
      en: 'Lower the multiplier, or name the contract rate that allows it: at 25 % and a rebate of 1 % a brand may give at most ×25; without a contract rate at most ×1.',
      'zh-CN':
        '请降低倍数，或填写允许该倍数的合同扣率：合同扣率 25 %、返利率 1 % 时，品牌最多 ×25；没有合同扣率时最多 ×1。',
      'zh-TW':
        '請降低倍數，或填寫允許該倍數的合約抽成率：合約抽成率 25 %、回饋率 1 % 時，品牌最多 ×25；沒有合約抽成率時最多 ×1。',
    },
  },
  promotion_exists: {
    title: { en: 'A promotion with this code exists', 'zh-CN': '该代码的促销已存在', 'zh-TW': '該代碼的促銷已存在' },
    mend: {
      en: 'A code names one promotion for ever. Change that one with `PATCH /v1/promotions/{code}`, or take another code.',
      'zh-CN': '一个代码永远只对应一个促销。请用 `PATCH /v1/promotions/{code}` 修改它，或换一个代码。',
      'zh-TW': '一個代碼永遠只對應一個促銷。請用 `PATCH /v1/promotions/{code}` 修改它，或換一個代碼。',
    },
  },
  promotion_ended: {
    title: { en: 'The promotion has been ended', 'zh-CN': '促销已结束', 'zh-TW': '促銷已結束' },
    mend: {
      en: 'What has been ended stays so. Publish a new promotion under another code.',
      'zh-CN': '已结束的促销不能恢复。请用另一个代码发布新的促销。',
      'zh-TW': '已結束的促銷不能恢復。請用另一個代碼發布新的促銷。',
    },
  },
  field_exists: {
    title: {
      en: 'A field with this code exists',
      'zh-CN': '该代码的自定义字段已存在',
      'zh-TW': '該代碼的自訂欄位已存在',
    },
    mend: {
      en: 'A code names one field for ever. Change that one with `PATCH /v1/customFields/{code}`, or take another code.',
      'zh-CN': '一个代码永远只对应一个字段。请用 `PATCH /v1/customFields/{code}` 修改它，或换一个代码。',
      'zh-TW': '一個代碼永遠只對應一個欄位。請用 `PATCH /v1/customFields/{code}` 修改它，或換一個代碼。',
    },
  },
  too_many_webhooks: {
    title: {
      en: 'The program has as many endpoints as it may have',
      'zh-CN': '会员计划的接收端数量已达上限',
      'zh-TW': '會員計畫的接收端點數量已達上限',
    },
    mend: {
      en: 'Fifty at most. `GET /v1/webhooks` lists them; delete one that is not needed, or have one endpoint take more types.',
      'zh-CN': '最多五十个。`GET /v1/webhooks` 列出所有接收端；请删除不需要的，或让一个接收端接收更多类型的事件。',
      'zh-TW': '最多五十個。`GET /v1/webhooks` 列出所有接收端點；請刪除不需要的，或讓一個接收端點接收更多類型的事件。',
    },
  },
  clock_backwards: {
    title: { en: 'A test clock never runs backwards', 'zh-CN': '测试时钟不能倒拨', 'zh-TW': '測試時鐘不能倒撥' },
    mend: {
      en: 'Name an instant that is not before the program’s now. Before the first purchase, top-up or adjustment any instant is allowed.',
      'zh-CN': '请指定不早于会员计划当前时刻的时刻。在第一笔消费、充值或调整之前，可以设为任意时刻。',
      'zh-TW': '請指定不早於會員計畫目前時刻的時刻。在第一筆消費、儲值或調整之前，可以設為任意時刻。',
    },
  },
  live_program: {
    title: {
      en: 'A live program has no clock of its own',
      'zh-CN': '正式会员计划没有自己的时钟',
      'zh-TW': '正式會員計畫沒有自己的時鐘',
    },
    mend: {
      en: 'Make a program in test mode to move its time.',
      'zh-CN': '若要调整时间，请新建测试模式的会员计划。',
      'zh-TW': '若要調整時間，請新增測試模式的會員計畫。',
    },
  },
} satisfies ErrorTexts
