import type { ErrorTexts } from './error-text.ts'

/** Imports, and the files that they are made of. */
export const importErrors = {
  import_over: {
    title: { en: 'The import is over', 'zh-CN': '导入已结束', 'zh-TW': '匯入已結束' },
    mend: {
      en: 'Only an import that is queued or running can be cancelled. `GET /v1/imports/{id}` says what came of it.',
      'zh-CN': '只有排队中或执行中的导入可以取消。`GET /v1/imports/{id}` 说明结果。',
      'zh-TW': '只有排隊中或執行中的匯入可以取消。`GET /v1/imports/{id}` 說明結果。',
    },
  },
  import_not_over: {
    title: { en: 'The import is not over yet', 'zh-CN': '导入尚未结束', 'zh-TW': '匯入尚未結束' },
    mend: {
      en: 'Wait until it is done (`GET /v1/imports/{id}`), or cancel it first: `POST /v1/imports/{id}/cancel`. What it has made by then can be undone.',
      'zh-CN':
        '请等待完成（`GET /v1/imports/{id}`），或先取消：`POST /v1/imports/{id}/cancel`。届时已导入的内容可以撤销。',
      'zh-TW':
        '請等待完成（`GET /v1/imports/{id}`），或先取消：`POST /v1/imports/{id}/cancel`。屆時已匯入的內容可以撤銷。',
    },
  },
  import_has_consequences: {
    title: {
      en: 'Something rests on what the import has made',
      'zh-CN': '已有后续记录依赖本次导入的内容',
      'zh-TW': '已有後續紀錄依賴本次匯入的內容',
    },
    mend: {
      en: 'Nothing was undone. `errors` names the first hundred rows with what rests on each, `GET /v1/imports/{id}/consequences` all of them. What came with later imports can be undone first, the last one first; what members have done since stays, and is set right by hand.',
      'zh-CN':
        '没有撤销任何内容。`errors` 列出前一百行及依赖各行的记录，`GET /v1/imports/{id}/consequences` 列出全部。后来的导入可以先行撤销，从最后一次开始；会员此后的行为会保留，须人工处理。',
      'zh-TW':
        '沒有撤銷任何內容。`errors` 列出前一百列及依賴各列的紀錄，`GET /v1/imports/{id}/consequences` 列出全部。後來的匯入可以先行撤銷，從最後一次開始；會員此後的行為會保留，須人工處理。',
    },
  },
  workbook_unreadable: {
    title: {
      en: 'The file is no workbook that can be read',
      'zh-CN': '文件不是可读取的工作簿',
      'zh-TW': '檔案不是可讀取的活頁簿',
    },
    mend: {
      en: 'Send an .xlsx file (Office Open XML) with a sheet in it, or save it as CSV and send that as `text/csv`.',
      'zh-CN': '请发送至少含一张工作表的 .xlsx 文件（Office Open XML），或另存为 CSV，以 `text/csv` 发送。',
      'zh-TW': '請傳送至少含一張工作表的 .xlsx 檔案（Office Open XML），或另存為 CSV，以 `text/csv` 傳送。',
    },
  },
  workbook_encrypted: {
    title: { en: 'The workbook is protected by a password', 'zh-CN': '工作簿受密码保护', 'zh-TW': '活頁簿受密碼保護' },
    mend: {
      en: 'Take the password away where the workbook was made, or save it as CSV.',
      'zh-CN': '请在制作工作簿的软件中取消密码，或另存为 CSV。',
      'zh-TW': '請在製作活頁簿的軟體中取消密碼，或另存為 CSV。',
    },
  },
  workbook_too_old: {
    title: {
      en: 'The file is of a format before 2007 (.xls)',
      'zh-CN': '文件是 2007 年以前的格式（.xls）',
      'zh-TW': '檔案是 2007 年以前的格式（.xls）',
    },
    mend: {
      en: 'Open it in a spreadsheet and save it as .xlsx, or as CSV.',
      'zh-CN': '请用电子表格软件打开，另存为 .xlsx 或 CSV。',
      'zh-TW': '請用試算表軟體開啟，另存為 .xlsx 或 CSV。',
    },
  },
  workbook_too_large: {
    title: {
      en: 'The workbook is larger than what is read of one',
      'zh-CN': '工作簿超过可读取的大小',
      'zh-TW': '活頁簿超過可讀取的大小',
    },
    mend: {
      en: 'A workbook may have 8 MiB, 128 MiB unpacked in a sheet, 24 MiB of shared texts, and 1,000 columns. Save it as CSV, which may have 32 MiB, or send it in parts.',
      'zh-CN':
        '工作簿最大 8 MiB，单张工作表解压后最大 128 MiB，共享文本最大 24 MiB，最多 1,000 列。请另存为 CSV（最大 32 MiB），或分批发送。',
      'zh-TW':
        '活頁簿最大 8 MiB，單張工作表解壓縮後最大 128 MiB，共用文字最大 24 MiB，最多 1,000 欄。請另存為 CSV（最大 32 MiB），或分批傳送。',
    },
  },
} satisfies ErrorTexts
