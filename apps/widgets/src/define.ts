/** Registers an element unless its name is taken: by a second load of this script, or by another version of it. */
export function define(name: string, element: CustomElementConstructor): void {
  if (!customElements.get(name)) customElements.define(name, element)
}
