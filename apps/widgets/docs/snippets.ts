import type { SnippetWords } from './texts/docs-words.ts'

/** What there is to copy, each under its name. */
export function snippets(words: SnippetWords): readonly (readonly [name: string, code: string])[] {
  return [
    [
      words.html,
      `<link rel="stylesheet" href="https://your-laurel.example/widgets/laurel.css">
<script type="module" src="https://your-laurel.example/widgets/laurel.js"></script>
<script type="module">
  window.Laurel.configure({
    tokenProvider: async ({ purpose }) => (await fetch('/laurel-token?purpose=' + purpose)).text(),
  })
</script>

<laurel-points>${words.pointsFallback}</laurel-points>
<laurel-rewards>${words.rewardsFallback}</laurel-rewards>`,
    ],
    [
      words.theme,
      `{% comment %} ${words.beforeHead} {% endcomment %}
<link rel="stylesheet" href="https://your-laurel.example/widgets/laurel.css">
<script type="module" src="https://your-laurel.example/widgets/laurel.js"></script>
{{ 'laurel.js' | asset_url | script_tag }}

{% comment %} ${words.anySection} {% endcomment %}
<laurel-program theme="plain" locale="{{ request.locale.iso_code }}">
  <laurel-tier-progress><a slot="signed-out" href="{{ routes.account_login_url }}">${words.signIn}</a></laurel-tier-progress>
</laurel-program>

// assets/laurel.js
addEventListener('DOMContentLoaded', () => {
  window.Laurel.configure({
    tokenProvider: async ({ purpose }) => (await fetch('/apps/laurel/token?purpose=' + purpose)).text(),
  })
})`,
    ],
    [
      words.react,
      `import '@laurel/widgets/laurel.css'
import '@laurel/widgets/elements/program'
import '@laurel/widgets/elements/rewards'
import type {} from '@laurel/widgets/react'

export const Rewards = ({ token, onRedeem }) => (
  <laurel-program api-url="https://your-laurel.example" tokenProvider={token}>
    <laurel-rewards onlaurel-redeem={event => onRedeem(event.detail.redemption)} />
  </laurel-program>
)`,
    ],
    [
      words.vue,
      `// vite.config.ts: vue({ template: { compilerOptions: { isCustomElement: tag => tag.startsWith('laurel-') } } })
<script setup>
import '@laurel/widgets/laurel.css'
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
      words.frame,
      `<link rel="stylesheet" href="https://your-laurel.example/widgets/laurel.css">
<script type="module" src="https://your-laurel.example/widgets/laurel.js"></script>

<!-- ${words.frameReaches} -->
<laurel-program api-url="https://your-laurel.example" publishable-key="pk_live_…">
  <laurel-rewards isolate token-url="/laurel-token">${words.rewardsFallback}</laurel-rewards>
</laurel-program>

// ${words.backEnd[0]}
// ${words.backEnd[1]}
if (request.headers.origin !== 'https://your-laurel.example') return respond(403)
const member = memberOf(request.cookies)
return respond(member ? 200 : 401, member && (await memberToken(member, purpose)), {
  'Access-Control-Allow-Origin': 'https://your-laurel.example',
  'Access-Control-Allow-Credentials': 'true',
})`,
    ],
    [
      words.webView,
      `// ${words.miniProgram}
<web-view src="https://your-shop.example/member"></web-view>

<!-- ${words.webViewPage} -->
<link rel="stylesheet" href="https://your-laurel.example/widgets/laurel.css">
<script type="module" src="https://your-laurel.example/widgets/laurel.js"></script>
<laurel-member-card locale="${words.locale}">${words.cardFallback}</laurel-member-card>`,
    ],
  ]
}
