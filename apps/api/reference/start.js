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
