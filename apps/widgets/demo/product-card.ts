import { element } from './element.ts'
import type { Product } from './shop-api.ts'
import { money, nameOf, words } from './shop-texts.ts'

/** How counters write themselves; a brand that is not here shows its code. */
const brandNames: Readonly<Record<string, string>> = {
  maison: 'Maison Laurel',
  atelier: 'Atelier N° 8',
  lumiere: 'Lumière',
}

/** One piece of the collection with its buy button. */
export function productCard(
  product: Product,
  currency: string,
  onBuy: (button: HTMLButtonElement) => void,
): HTMLElement {
  const { buy, special, insteadOf } = words()
  const name = nameOf(product.name)
  const isReduced = product.unitPrice < product.listPrice
  const picture = element('img', '')
  // The picture says nothing that the name does not.
  Object.assign(picture, { alt: '', src: product.image, width: 400, height: 500 })
  const frame = element('div', 'frame', picture)
  const price = element('p', 'price', element('span', isReduced ? 'reduced' : '', money(product.unitPrice, currency)))
  if (isReduced) {
    frame.append(element('span', 'tag', special))
    price.append(element('span', 'unseen', insteadOf), element('s', '', money(product.listPrice, currency)))
  }
  const button = element('button', 'button', buy, element('span', 'unseen', name))
  button.type = 'button'
  button.addEventListener('click', () => button.ariaDisabled !== 'true' && onBuy(button))
  const brand = element('p', 'brand', brandNames[product.brand] ?? product.brand)
  return element('li', 'product', frame, brand, element('h3', '', name), price, button)
}
