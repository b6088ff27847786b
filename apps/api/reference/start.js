// The reference is what the contract says, in English: who reads Chinese first is told so, before it is drawn.
const [first = ''] = navigator.languages
if (/^zh\b/i.test(first)) {
  const spoken = /-(hant|tw|hk|mo)\b/i.test(first) ? 'zh-TW' : 'zh-CN'
  document.querySelector(`.languages[lang="${spoken}"]`)?.removeAttribute('hidden')
}

// The reference page: no fonts from elsewhere, no telemetry, no proxy.
window.Scalar.createApiReference('#reference', {
  url: '/openapi.json',
  withDefaultFonts: false,
  telemetry: false,
  hideClientButton: true,
  showDeveloperTools: 'never',
  agent: { disabled: true },
  mcp: { disabled: true },
  favicon: '/assets/reference/mark.svg',
  theme: 'default',
  metaData: { title: 'Laurel API reference' },
})
