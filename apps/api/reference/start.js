// The reference page: no fonts from elsewhere, no telemetry, no proxy.
window.Scalar.createApiReference('#reference', {
  url: '/openapi.json',
  withDefaultFonts: false,
  telemetry: false,
  hideClientButton: true,
  showDeveloperTools: 'never',
  agent: { disabled: true },
  theme: 'default',
  metaData: { title: 'Laurel API reference' },
})
