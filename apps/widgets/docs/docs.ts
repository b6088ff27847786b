import { openSession } from '../demo/shop-api.ts'

/** A member token for each purpose, of the demo's first customer. */
async function demoToken({ purpose }: { readonly purpose: 'read' | 'redeem' }): Promise<string> {
  const { memberId } = await first
  return (await openSession(memberId, purpose)).memberToken
}

const first = openSession()

/** What brings an example into its state; who is signed out has no provider at all. */
const providers: Readonly<Record<string, unknown>> = {
  ready: demoToken,
  loading: () => new Promise(() => {}),
  failed: () => Promise.reject(new Error('The store cannot be reached.')),
}

for (const example of document.querySelectorAll<HTMLElement>('[data-state]'))
  Object.assign(example, { tokenProvider: providers[example.dataset['state'] ?? ''] })

// Who changes the language stays at the element that is being read.
for (const link of document.querySelectorAll<HTMLAnchorElement>('.languages a'))
  link.addEventListener('click', () => (link.hash = location.hash))

const copied = document.querySelector<HTMLElement>('#copied')
for (const button of document.querySelectorAll<HTMLButtonElement>('.copy'))
  button.addEventListener('click', () => {
    const code = button.parentElement?.querySelector('code')?.textContent ?? ''
    void navigator.clipboard?.writeText(code).then(() => {
      const word = copied?.dataset['copied'] ?? ''
      button.textContent = word
      if (copied)
        copied.textContent = `${word}: ${button.closest('.snippet')?.previousElementSibling?.textContent ?? ''}`
    })
  })
