import type { Descriptions } from './description.ts'

/** Only `<laurel-program>` has these. */
export const program: Descriptions = {
  element: {
    en: 'Settings for every Laurel element inside it, also inside shadow roots; what an element says itself comes first.',
    'zh-CN': '为内部所有 Laurel 组件统一设置，对 shadow root 内的组件同样有效；组件自身的设置优先。',
    'zh-TW': '為內部所有 Laurel 元件統一設定，對 shadow root 內的元件同樣有效；元件自身的設定優先。',
  },
  members: {
    tokenProvider: {
      en: 'Gives a token; called when there is none, and once when the API answers 401.',
      'zh-CN': '用来提供令牌的函数；没有令牌时调用，API 返回 401 时再调用一次。',
      'zh-TW': '用來提供權杖的函式；沒有權杖時呼叫，API 回應 401 時再呼叫一次。',
    },
  },
  slots: {
    '': {
      en: 'The part of the page that it speaks for. It is no box of its own.',
      'zh-CN': '这些设置所适用的页面内容；它本身不产生布局盒子。',
      'zh-TW': '這些設定所適用的頁面內容；它本身不產生版面方框。',
    },
  },
}
