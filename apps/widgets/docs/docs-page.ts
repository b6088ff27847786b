interface Named {
  readonly name: string
  readonly description?: string
  readonly default?: string
  readonly type?: { readonly text: string }
}

/** What the page tells of one element, as `custom-elements.json` has it. */
interface Declaration {
  readonly tagName?: string
  readonly description?: string
  readonly attributes?: readonly Named[]
  readonly slots?: readonly Named[]
  readonly events?: readonly Named[]
  readonly cssParts?: readonly Named[]
  readonly cssProperties?: readonly Named[]
}

export interface Manifest {
  readonly modules: readonly { readonly declarations: readonly Declaration[] }[]
}

/** The states of an element, and what an example does to be in it. */
const STATES = { ready: 'Ready', loading: 'Loading', 'signed-out': 'Signed out', failed: 'Failed' } as const

const SNIPPETS = [
  [
    'Plain HTML',
    `<script type="module" src="https://your-laurel.example/widgets/laurel.js"></script>
<script type="module">
  window.Laurel.configure({
    tokenProvider: async ({ purpose }) => (await fetch('/laurel-token?purpose=' + purpose)).text(),
  })
</script>

<laurel-points>Your points are on your receipt.</laurel-points>
<laurel-rewards>Rewards wait at our counter.</laurel-rewards>`,
  ],
  [
    'A theme of Shopify or its like',
    `{% comment %} layout/theme.liquid, before </head> {% endcomment %}
<script type="module" src="https://your-laurel.example/widgets/laurel.js"></script>
{{ 'laurel.js' | asset_url | script_tag }}

{% comment %} any section; /apps/laurel is an app proxy to your back end {% endcomment %}
<laurel-program theme="plain" locale="{{ request.locale.iso_code }}">
  <laurel-tier-progress><a slot="signed-out" href="{{ routes.account_login_url }}">Sign in</a></laurel-tier-progress>
</laurel-program>

// assets/laurel.js
addEventListener('DOMContentLoaded', () => {
  window.Laurel.configure({
    tokenProvider: async ({ purpose }) => (await fetch('/apps/laurel/token?purpose=' + purpose)).text(),
  })
})`,
  ],
  [
    'React',
    `import '@laurel/widgets/elements/program'
import '@laurel/widgets/elements/rewards'
import type {} from '@laurel/widgets/react'

export const Rewards = ({ token, onRedeem }) => (
  <laurel-program api-url="https://your-laurel.example" tokenProvider={token}>
    <laurel-rewards onlaurel-redeem={event => onRedeem(event.detail.redemption)} />
  </laurel-program>
)`,
  ],
  [
    'Vue',
    `// vite.config.ts: vue({ template: { compilerOptions: { isCustomElement: tag => tag.startsWith('laurel-') } } })
<script setup>
import '@laurel/widgets/elements/program'
import '@laurel/widgets/elements/rewards'
const { token } = defineProps(['token'])
</script>

<template>
  <laurel-program api-url="https://your-laurel.example" .tokenProvider="token">
    <laurel-rewards @laurel-redeem="event => $emit('redeem', event.detail.redemption)" />
  </laurel-program>
</template>`,
  ],
  [
    'Personal data in a frame of Laurel’s',
    `<!-- No script of the page reads what these show, or presses their buttons. The frame stands in pages of the key’s origins only. -->
<laurel-program api-url="https://your-laurel.example" publishable-key="pk_live_…">
  <laurel-rewards isolate token-url="/laurel-token">Rewards wait at our counter.</laurel-rewards>
</laurel-program>

// Your back end, POST /laurel-token with purpose=read or purpose=redeem: it answers Laurel’s origin and no other,
// so that no script of the page can have the token, either. Without token-url the page’s tokenProvider is asked.
if (request.headers.origin !== 'https://your-laurel.example') return respond(403)
const member = memberOf(request.cookies)
return respond(member ? 200 : 401, member && (await memberToken(member, purpose)), {
  'Access-Control-Allow-Origin': 'https://your-laurel.example',
  'Access-Control-Allow-Credentials': 'true',
})`,
  ],
  [
    'WeChat web-view',
    `// The mini program opens your page; who it is comes from your session, never from the address.
<web-view src="https://your-shop.example/member"></web-view>

<!-- /member: a page as in plain HTML. Its host is on the list of business domains of the mini program. -->
<script type="module" src="https://your-laurel.example/widgets/laurel.js"></script>
<laurel-member-card locale="zh-CN">请在柜台出示会员卡</laurel-member-card>`,
  ],
] as const

/** The documentation for store developers: every element live in each state, and all that the manifest says of it. */
export function docsPage({ modules }: Manifest): string {
  const elements = modules
    .flatMap(({ declarations }) => declarations)
    .flatMap(declaration => (declaration.tagName ? [{ ...declaration, tag: declaration.tagName }] : []))
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Laurel widgets</title>
<link rel="icon" href="/demo/products/mark.svg" type="image/svg+xml">
<link rel="stylesheet" href="/docs/widgets/docs.css">
<script type="module" src="/widgets/laurel.js"></script>
<script type="module" src="/docs/widgets/docs.js"></script>
</head>
<body>
<nav aria-label="Elements"><p><a href="/docs">API reference</a> · <a href="/demo/">Demo</a> · <a href="/demo/theme/">Themes</a></p>
<ul>${elements.map(({ tag }) => `<li><a href="#${tag}">${tag}</a></li>`).join('')}</ul></nav>
<main>
<h1>Widgets</h1>
<p>One script; each element’s module comes when its tag appears in the page. What stands here is live, and its tables are the manifest’s.</p>
<h2>Copy and paste</h2>
${SNIPPETS.map(([name, code]) => `<h3>${name}</h3><pre tabindex="0"><code>${escaped(code)}</code></pre>`).join('\n')}
${elements.map(section).join('\n')}
</main>
</body>
</html>
`
}

function section({ tag, ...declaration }: Declaration & { tag: string }): string {
  const { description = '', attributes, slots, events, cssParts, cssProperties } = declaration
  const examples =
    tag === 'laurel-program'
      ? ''
      : Object.entries(STATES)
          .map(
            ([state, name]) =>
              `<figure><figcaption>${name}</figcaption><${tag} data-state="${state}"></${tag}></figure>`,
          )
          .join('')
  return `<section><h2 id="${tag}"><code>&lt;${tag}&gt;</code></h2><p>${escaped(description)}</p>
<div class="examples">${examples}</div>
${table('Attributes', attributes)}${table('Slots', slots)}${table('Events', events)}${table('Parts', cssParts)}${table('Custom properties', cssProperties)}</section>`
}

function table(title: string, rows: readonly Named[] = []): string {
  if (rows.length === 0) return ''
  const row = ({ name, description = '', default: value }: Named) =>
    `<tr><th scope="row"><code>${escaped(name || '(default)')}</code></th><td>${escaped(description)}${value ? ` Default: <code>${escaped(value)}</code>` : ''}</td></tr>`
  return `<h3>${title}</h3><table>${rows.map(row).join('')}</table>`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
