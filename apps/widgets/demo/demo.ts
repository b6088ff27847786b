import type { LaurelApi } from '../src/page-api.ts'
import { element } from './element.ts'
import { offerPreferences } from './preferences.ts'
import { productCard } from './product-card.ts'
import { buy, loadCatalogue, openSession, type Catalogue, type Product, type ShopSession } from './shop-api.ts'
import { nameOf, number, words } from './shop-texts.ts'
import { toast } from './toast.ts'
import { whyPanel } from './why-panel.ts'

const grid = find('#products')
const whyBody = find('#why-body')
const memberSelect = find('#member') as HTMLSelectElement
const tierNames = new Map<string, Readonly<Record<string, string>>>()
let catalogue: Catalogue | null = null
/** The last award, kept to be told again in another language. */
let lastAward: (() => void) | null = null

function find(selector: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(selector)
  if (!found) throw new Error(`The page lacks ${selector}.`)
  return found
}

/** The shop goes on without its widgets, should their script not load. */
const laurel: LaurelApi | undefined = window.Laurel

/** Everything that a store does for its widgets: it says how to come by a member's token. */
function signIn(first: Promise<ShopSession>): void {
  let fresh: Promise<ShopSession> | null = first
  laurel?.configure({
    tokenProvider: async ({ purpose }) => {
      const session = await ((purpose === 'read' && fresh) || openSession(memberSelect.value, purpose))
      fresh = null
      return session.memberToken
    },
  })
}

function showProducts(): void {
  if (!catalogue) return
  const { products, currency } = catalogue
  grid.replaceChildren(...products.map(product => productCard(product, currency, button => void sell(product, button))))
  grid.removeAttribute('aria-busy')
}

async function sell(product: Product, button: HTMLButtonElement): Promise<void> {
  const label = [...button.childNodes]
  button.ariaDisabled = 'true'
  button.replaceChildren(words().buying)
  try {
    const purchase = await buy(product.sku, memberSelect.value)
    const currency = catalogue?.currency ?? 'CNY'
    const tierName = (code: string) => nameOf(tierNames.get(code) ?? { en: code })
    lastAward = () =>
      whyBody.replaceChildren(...whyPanel({ names: [nameOf(product.name)], purchase, currency, tierName }))
    await laurel?.refresh()
    lastAward()
    const { earned } = purchase.points
    toast(words().bought(nameOf(product.name), words().pointsOf(number(earned), earned)), {
      text: words().seeWhy,
      href: '#why',
    })
  } catch {
    toast(words().failed)
  } finally {
    button.ariaDisabled = null
    button.replaceChildren(...label)
  }
}

function showMembers({ members, memberId }: ShopSession): void {
  memberSelect.replaceChildren(
    ...members.map(({ id, label }) => {
      const option = element('option', '', label)
      option.value = id
      option.selected = id === memberId
      return option
    }),
  )
}

memberSelect.addEventListener('change', () => {
  lastAward = null
  const nothingYet = element('p', 'quiet', words().whyEmpty)
  nothingYet.dataset['text'] = 'whyEmpty'
  whyBody.replaceChildren(nothingYet)
  signIn(openSession(memberSelect.value))
})

// The widgets tell the tiers' names in every language; the award only knows their codes.
document.addEventListener('laurel-ready', ({ detail: { summary } }) => {
  if (summary.tier) tierNames.set(summary.tier.code, summary.tier.name)
  for (const { tier, tierName } of summary.progress) tierNames.set(tier, tierName)
})

const membership = find('#membership')
new ResizeObserver(() => {
  membership.style.setProperty('--membership-height', `${membership.offsetHeight}px`)
}).observe(membership)

const session = openSession()
signIn(session)
offerPreferences(() => {
  showProducts()
  lastAward?.()
})
try {
  showMembers(await session)
  catalogue = await loadCatalogue()
  showProducts()
} catch {
  toast(words().shopFailed)
}
