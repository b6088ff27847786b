/** Every text of the theme editor. */
interface ThemeTexts {
  readonly documentTitle: string
  readonly title: string
  readonly language: string
  readonly controls: string
  readonly preset: string
  readonly ownLook: string
  readonly plain: string
  readonly gold: string
  readonly young: string
  readonly scheme: string
  readonly auto: string
  readonly light: string
  readonly dark: string
  readonly text: string
  readonly muted: string
  readonly surface: string
  readonly border: string
  readonly accent: string
  readonly 'accent-contrast': string
  readonly track: string
  readonly danger: string
  readonly focus: string
  readonly medal: string
  readonly radius: string
  readonly space: string
  readonly font: string
  readonly 'font-display': string
  readonly sans: string
  readonly serif: string
  readonly rounded: string
  readonly reset: string
  readonly preview: string
  readonly result: string
  readonly copy: string
  readonly copied: string
}

const en: ThemeTexts = {
  documentTitle: 'Laurel themes',
  title: 'Themes',
  language: 'Language',
  controls: 'Settings',
  preset: 'Preset',
  ownLook: 'Laurel',
  plain: 'Plain',
  gold: 'Department store',
  young: 'Young apparel',
  scheme: 'Appearance',
  auto: 'As the visitor prefers',
  light: 'Light',
  dark: 'Dark',
  text: 'Text',
  muted: 'Secondary text',
  surface: 'Background',
  border: 'Lines',
  accent: 'Accent',
  'accent-contrast': 'Text on the accent',
  track: 'Bars and placeholders',
  danger: 'Failures',
  focus: 'Focus ring',
  medal: 'Mark of the tier',
  radius: 'Corners',
  space: 'Spacing',
  font: 'Typeface',
  'font-display': 'Typeface of headings',
  sans: 'Sans',
  serif: 'Serif',
  rounded: 'Rounded',
  reset: 'Start over',
  preview: 'Preview',
  result: 'Copy this',
  copy: 'Copy',
  copied: 'Copied',
}

const zhCn: ThemeTexts = {
  documentTitle: 'Laurel 主题',
  title: '主题',
  language: '语言',
  controls: '设置',
  preset: '预设',
  ownLook: 'Laurel',
  plain: '简约',
  gold: '百货鎏金',
  young: '年轻服饰',
  scheme: '外观',
  auto: '跟随访客设置',
  light: '浅色',
  dark: '深色',
  text: '文字',
  muted: '次要文字',
  surface: '背景',
  border: '线条',
  accent: '强调色',
  'accent-contrast': '强调色上的文字',
  track: '进度条与占位',
  danger: '错误提示',
  focus: '焦点框',
  medal: '等级标志',
  radius: '圆角',
  space: '间距',
  font: '字体',
  'font-display': '标题字体',
  sans: '黑体',
  serif: '宋体',
  rounded: '圆体',
  reset: '重新开始',
  preview: '预览',
  result: '复制以下代码',
  copy: '复制',
  copied: '已复制',
}

const zhTw: ThemeTexts = {
  documentTitle: 'Laurel 主題',
  title: '主題',
  language: '語言',
  controls: '設定',
  preset: '預設',
  ownLook: 'Laurel',
  plain: '簡約',
  gold: '百貨鎏金',
  young: '年輕服飾',
  scheme: '外觀',
  auto: '跟隨訪客設定',
  light: '淺色',
  dark: '深色',
  text: '文字',
  muted: '次要文字',
  surface: '背景',
  border: '線條',
  accent: '強調色',
  'accent-contrast': '強調色上的文字',
  track: '進度條與佔位',
  danger: '錯誤提示',
  focus: '焦點框',
  medal: '等級標誌',
  radius: '圓角',
  space: '間距',
  font: '字體',
  'font-display': '標題字體',
  sans: '黑體',
  serif: '明體',
  rounded: '圓體',
  reset: '重新開始',
  preview: '預覽',
  result: '複製以下程式碼',
  copy: '複製',
  copied: '已複製',
}

const texts = { en, 'zh-CN': zhCn, 'zh-TW': zhTw } as const

/** A word of the editor, by what it is called in the page. */
export type Word = keyof ThemeTexts

/** The editor's texts in the language of the page. */
export function themeTexts(): ThemeTexts {
  const { lang } = document.documentElement
  return lang === 'zh-CN' || lang === 'zh-TW' ? texts[lang] : texts.en
}
