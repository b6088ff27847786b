const isPublic = ({ name, privacy }) => !name.startsWith('#') && privacy !== 'private' && privacy !== 'protected'

/** A manifest is for those who use the elements: it tells neither inner members nor what the analyzer only guessed. */
const publicOnly = {
  name: 'public-only',
  packageLinkPhase({ customElementsManifest }) {
    // Files are found in any order; what is committed and compared has one.
    customElementsManifest.modules.sort((one, other) => (one.path < other.path ? -1 : 1))
    for (const { declarations } of customElementsManifest.modules) {
      for (const declaration of declarations) {
        if (declaration.members) declaration.members = declaration.members.filter(isPublic)
        if (declaration.events) declaration.events = declaration.events.filter(({ description }) => description)
      }
    }
  },
}

/** `define('laurel-…', Class)` is how this house registers; the analyzer knows `customElements.define` only. */
const knowsDefine = {
  name: 'knows-define',
  analyzePhase({ ts, node, moduleDoc }) {
    if (!ts.isCallExpression(node) || node.expression.getText() !== 'define') return
    const [tag, element] = node.arguments
    if (!tag || !ts.isStringLiteral(tag) || !element) return
    const module = moduleDoc.path.replace('.define.ts', '.ts')
    moduleDoc.exports = [
      ...(moduleDoc.exports ?? []),
      { kind: 'custom-element-definition', name: tag.text, declaration: { name: element.getText(), module } },
    ]
  },
}

/** The manifest of the elements for editors and documentation: `pnpm --filter @laurel/widgets manifest`. */
export default {
  globs: ['src/elements/*/*.ts', 'src/session/{member,detail}-element.ts', 'src/events/*.ts'],
  exclude: [
    '**/*.test.ts',
    '**/*.styles.ts',
    'src/elements/points/count-to.ts',
    'src/elements/tier-progress/{best-goal,goal-words}.ts',
    'src/elements/*/{en,zh-cn,zh-tw,*-texts,*-words,read-*,code-128,redeem-dialog,wish}.ts',
  ],
  outdir: '.',
  litelement: true,
  plugins: [knowsDefine, publicOnly],
}
