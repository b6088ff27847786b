import type { Descriptions } from './description.ts'

/** What every element has. */
export const everyElement: Descriptions = {
  attributes: {
    'token-url': {
      en: 'Of an isolated element: where its frame itself asks the store for tokens, past every script of the page.',
      'zh-CN': '用于隔离的组件：框架页直接向商店获取令牌的地址，不经过页面上的任何脚本。',
      'zh-TW': '用於隔離的元件：框架頁直接向商店取得權杖的網址，不經過頁面上的任何指令碼。',
    },
    'api-url': {
      en: "Where the API lives. Default: the page's setting, else the origin of the script.",
      'zh-CN': 'API 所在的地址。默认取页面的设置，未设置时取脚本的来源。',
      'zh-TW': 'API 所在的網址。預設採用頁面的設定，未設定時採用指令碼的來源。',
    },
    'publishable-key': {
      en: "The program's publishable key, `pk_…`.",
      'zh-CN': '会员计划的公开密钥，`pk_…`。',
      'zh-TW': '會員計畫的公開金鑰，`pk_…`。',
    },
    'member-token': {
      en: "The member's short-lived token, from the store's back end.",
      'zh-CN': '会员的短时令牌，由商店后端签发。',
      'zh-TW': '會員的短效權杖，由商店後端核發。',
    },
    locale: {
      en: "`en`, `zh-CN` or `zh-TW`. Default: the page's setting, else the nearest `lang`.",
      'zh-CN': '`en`、`zh-CN` 或 `zh-TW`。默认取页面的设置，未设置时取最近的 `lang`。',
      'zh-TW': '`en`、`zh-CN` 或 `zh-TW`。預設採用頁面的設定，未設定時採用最近的 `lang`。',
    },
    theme: {
      en: "A preset (`plain`, `gold`, `young`), and `light`, `dark` or `auto`. Default: the page's own `color-scheme`.",
      'zh-CN':
        '一个预设（`plain`、`gold`、`young`），可再加 `light`、`dark` 或 `auto`。默认跟随页面自身的 `color-scheme`。',
      'zh-TW':
        '一個預設樣式（`plain`、`gold`、`young`），可再加 `light`、`dark` 或 `auto`。預設跟隨頁面本身的 `color-scheme`。',
    },
    isolate: {
      en: "Shows the element in a frame of Laurel's own origin, which no script of the page reaches; from the beginning.",
      'zh-CN': '让组件显示在 Laurel 自身来源的框架页里，页面脚本无法触及；须从一开始就设置。',
      'zh-TW': '讓元件顯示在 Laurel 自身來源的框架頁裡，頁面指令碼無法觸及；須從一開始就設定。',
    },
  },
  members: {
    tokenProvider: {
      en: 'Renews the token; called when there is none, and once when the API answers 401.',
      'zh-CN': '用来更新令牌的函数；没有令牌时调用，API 返回 401 时再调用一次。',
      'zh-TW': '用來更新權杖的函式；沒有權杖時呼叫，API 回應 401 時再呼叫一次。',
    },
    refresh: {
      en: 'Loads the member again, for every element of the same session.',
      'zh-CN': '重新加载会员数据，同一会话的所有组件一起更新。',
      'zh-TW': '重新載入會員資料，同一工作階段的所有元件一併更新。',
    },
  },
  slots: {
    'signed-out': {
      en: 'Shown while nobody is signed in; by default a short invitation.',
      'zh-CN': '未登录时显示的内容；默认是一句简短的登录提示。',
      'zh-TW': '未登入時顯示的內容；預設為一句簡短的登入提示。',
    },
    '': {
      en: 'Never shown once the element works: the text for pages without JavaScript.',
      'zh-CN': '供无法运行 JavaScript 的页面显示的文字；组件运行后不再显示。',
      'zh-TW': '供無法執行 JavaScript 的頁面顯示的文字；元件運作後不再顯示。',
    },
  },
  events: {
    'laurel-ready': {
      en: "The member's data is shown, first or anew. `detail.summary` holds it.",
      'zh-CN': '会员数据已显示，首次显示与每次更新都会触发；数据在 `detail.summary` 中。',
      'zh-TW': '會員資料已顯示，首次顯示與每次更新都會觸發；資料在 `detail.summary` 中。',
    },
    'laurel-error': {
      en: 'Loading failed. `detail` holds `code`, `status` and `requestId`.',
      'zh-CN': '加载失败；`detail` 中有 `code`、`status` 与 `requestId`。',
      'zh-TW': '載入失敗；`detail` 中有 `code`、`status` 與 `requestId`。',
    },
  },
  cssParts: {
    base: { en: 'The box around everything.', 'zh-CN': '包住全部内容的外框。', 'zh-TW': '包住全部內容的外框。' },
    message: {
      en: 'The words of the failed and of the signed-out state, and of data that is only the last known.',
      'zh-CN': '加载失败与未登录时的提示文字，以及数据暂未更新时的说明。',
      'zh-TW': '載入失敗與未登入時的提示文字，以及資料暫未更新時的說明。',
    },
    retry: {
      en: 'The button of the failed state.',
      'zh-CN': '加载失败时的重试按钮。',
      'zh-TW': '載入失敗時的重試按鈕。',
    },
    skeleton: {
      en: 'The placeholder of the loading state.',
      'zh-CN': '加载中的占位图形。',
      'zh-TW': '載入中的佔位圖形。',
    },
  },
  cssProperties: {
    '--laurel-font': { en: 'Font family.', 'zh-CN': '字体。', 'zh-TW': '字型。' },
    '--laurel-font-display': {
      en: 'Font family of the large figure and of tier names.',
      'zh-CN': '大号数字与等级名称的字体。',
      'zh-TW': '大型數字與等級名稱的字型。',
    },
    '--laurel-text': { en: 'Text colour.', 'zh-CN': '文字颜色。', 'zh-TW': '文字顏色。' },
    '--laurel-muted': { en: 'Colour of secondary text.', 'zh-CN': '次要文字的颜色。', 'zh-TW': '次要文字的顏色。' },
    '--laurel-surface': { en: 'Background.', 'zh-CN': '背景。', 'zh-TW': '背景。' },
    '--laurel-border': {
      en: 'Colour of borders and dividing lines.',
      'zh-CN': '边框与分隔线的颜色。',
      'zh-TW': '邊框與分隔線的顏色。',
    },
    '--laurel-accent': {
      en: 'Colour of progress, buttons and gains.',
      'zh-CN': '进度、按钮与增加数额的颜色。',
      'zh-TW': '進度、按鈕與增加數額的顏色。',
    },
    '--laurel-accent-contrast': {
      en: 'Text on the accent.',
      'zh-CN': '强调色上的文字颜色。',
      'zh-TW': '強調色上的文字顏色。',
    },
    '--laurel-track': {
      en: 'Background of progress bars and placeholders.',
      'zh-CN': '进度条与占位图形的底色。',
      'zh-TW': '進度條與佔位圖形的底色。',
    },
    '--laurel-danger': {
      en: 'Colour of the failed state.',
      'zh-CN': '加载失败时的颜色。',
      'zh-TW': '載入失敗時的顏色。',
    },
    '--laurel-focus': { en: 'Colour of the focus ring.', 'zh-CN': '焦点框的颜色。', 'zh-TW': '焦點框的顏色。' },
    '--laurel-medal': {
      en: "Colour of the tier's mark; by default bronze, silver or gold by rank.",
      'zh-CN': '等级标志的颜色；默认按级别为铜、银、金。',
      'zh-TW': '等級標誌的顏色；預設依級別為銅、銀、金。',
    },
    '--laurel-radius': { en: 'Corner radius.', 'zh-CN': '圆角半径。', 'zh-TW': '圓角半徑。' },
    '--laurel-space': {
      en: 'The unit of all spacing.',
      'zh-CN': '所有间距的基本单位。',
      'zh-TW': '所有間距的基本單位。',
    },
  },
}
