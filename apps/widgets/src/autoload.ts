/** How to load the module of each element that the script does not hold itself. */
const modules: Readonly<Record<string, () => Promise<unknown>>> = {
  'laurel-history': () => import('./elements/history/history.define.ts'),
  'laurel-member-card': () => import('./elements/member-card/member-card.define.ts'),
  'laurel-program': () => import('./elements/program/program.define.ts'),
  'laurel-rewards': () => import('./elements/rewards/rewards.define.ts'),
}

/** Loads the module of an element when its tag comes into the page, into open shadow roots too. */
export function autoload(): void {
  const seen = new Set<string>()
  const observer = new MutationObserver(records => {
    for (const { addedNodes } of records) addedNodes.forEach(look)
  })
  const watch = (root: Node) => {
    observer.observe(root, { childList: true, subtree: true })
    look(root)
  }
  function look(node: Node): void {
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_ELEMENT)
    for (let next: Node | null = node; next; next = walker.nextNode()) {
      const { localName, shadowRoot } = next as Element
      if (shadowRoot && !localName.startsWith('laurel-')) watch(shadowRoot)
      if (!localName?.includes('-') || seen.has(localName)) continue
      seen.add(localName)
      // What fails to load leaves the text inside the element, which is there for that.
      modules[localName]?.().catch(() => seen.delete(localName))
      // An element of the page's own may come by its shadow root only when it is defined.
      if (!customElements.get(localName)) void customElements.whenDefined(localName).then(() => look(document))
    }
  }
  watch(document)
}
