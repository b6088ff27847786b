import type { ErrorTexts } from './error-text.ts'

/** What a program says to its members. */
export const messageErrors = {
  template_exists: {
    title: { en: 'There is such a template already', 'zh-CN': '该消息模板已存在', 'zh-TW': '該訊息範本已存在' },
    mend: {
      en: 'Choose another code, or change the template: `PATCH /v1/messageTemplates/{code}`.',
      'zh-CN': '请换一个代码，或修改已有模板：`PATCH /v1/messageTemplates/{code}`。',
      'zh-TW': '請換一個代碼，或修改既有範本：`PATCH /v1/messageTemplates/{code}`。',
    },
  },
  channel_not_ready: {
    title: { en: 'This channel cannot be used yet', 'zh-CN': '该渠道尚不可用', 'zh-TW': '該管道尚不可用' },
    mend: {
      en: 'Give the program an account at the carrier: `PUT /v1/channels/{channel}`. E-mail also needs a mail server of the installation (`LAUREL_SMTP_URL`), and does not go from Workers.',
      'zh-CN':
        '请为会员计划配置运营商账户：`PUT /v1/channels/{channel}`。电子邮件还需要部署实例配置邮件服务器（`LAUREL_SMTP_URL`），且不能从 Workers 发送。',
      'zh-TW':
        '請為會員計畫設定服務業者的帳戶：`PUT /v1/channels/{channel}`。電子郵件還需要部署環境設定郵件伺服器（`LAUREL_SMTP_URL`），且不能從 Workers 傳送。',
    },
  },
  campaign_over: {
    title: {
      en: 'This campaign has run or was cancelled',
      'zh-CN': '该营销活动已执行或已取消',
      'zh-TW': '該行銷活動已執行或已取消',
    },
    mend: {
      en: 'What was sent cannot be taken back. Make a new campaign.',
      'zh-CN': '已发送的消息无法撤回。请新建营销活动。',
      'zh-TW': '已傳送的訊息無法收回。請新增行銷活動。',
    },
  },
  task_over: {
    title: { en: 'This task is done already', 'zh-CN': '该任务已完成', 'zh-TW': '該任務已完成' },
    mend: {
      en: 'The message tells what came of it.',
      'zh-CN': '对应的消息记录了结果。',
      'zh-TW': '對應的訊息記錄了結果。',
    },
  },
} satisfies ErrorTexts
