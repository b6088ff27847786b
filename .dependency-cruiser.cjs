// The import rules of the house; the reasons are in docs/architecture.md.
const TEST = '\\.(test|test-d)\\.ts$|/test/|/testing/'
const TOOL = 'vitest\\.config\\.ts$|vite\\.config\\.ts$|drizzle\\.[a-z.]*config\\.ts$|/scripts/'

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'type-only cycles count too',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      severity: 'error',
      comment: 'what is imported exists, and is named in the package.json of the package that imports it',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'declared',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-dev-dependency-in-production',
      severity: 'error',
      comment: 'types are erased, so they may come from anywhere',
      from: { path: '^(packages/[^/]+/src|apps/[^/]+/src)/', pathNot: TEST },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only', 'npm'] },
    },
    {
      name: 'core-is-pure',
      severity: 'error',
      comment: 'no I/O, no clock, no framework: only itself and its two libraries',
      from: { path: '^packages/core/src/', pathNot: TEST },
      to: { pathNot: '^packages/core/src/|node_modules/(zod|temporal-polyfill)/' },
    },
    {
      name: 'db-sees-core-only',
      severity: 'error',
      from: { path: '^packages/db/' },
      to: { path: '^(apps/|packages/(?!core/|db/))|node_modules/(hono|@hono|lit)/' },
    },
    {
      name: 'sql-lives-in-db',
      severity: 'error',
      comment: 'the local libSQL server and what is measured or tried against it are the database, not users of it',
      from: { pathNot: '^packages/db/|^tooling/(libsql-dev|edge|bench)/' },
      to: { path: '(^|/)(drizzle-orm|@libsql|libsql)(/|$)' },
    },
    {
      name: 'one-sqlite',
      severity: 'error',
      comment: 'two SQLite libraries in one process ignore each other’s locks: libSQL alone opens files',
      from: {},
      to: {
        path: '^(node:)?sqlite$|(^|/)(better-sqlite3|sqlite3|sqlite|sql\\.js|node-sqlite3-wasm|@sqlite\\.org)(/|$)',
      },
    },
    {
      name: 'packages-by-their-door',
      severity: 'error',
      comment: 'a package is entered through its exports, which resolve to the files named here',
      from: { path: '^(apps|packages|tooling)/([^/]+)/' },
      to: {
        path: '^packages/([^/]+)/',
        pathNot: '^$1/$2/|^packages/[^/]+/(src/index|src/(embedded|remote)/index|testing/index)\\.ts$',
      },
    },
    {
      name: 'feature-islands',
      severity: 'error',
      from: { path: '^apps/api/src/features/([^/]+)/' },
      to: { path: '^apps/api/src/features/', pathNot: '^apps/api/src/features/$1/' },
    },
    {
      name: 'platform-below-features',
      severity: 'error',
      from: { path: '^apps/api/src/platform/' },
      to: { path: '^apps/api/src/(features/|app\\.ts|worker\\.ts|node\\.ts)' },
    },
    {
      name: 'use-case-knows-no-http',
      severity: 'error',
      from: { path: '^apps/api/src/features/', pathNot: '\\.(route|schemas)\\.ts$|/routes\\.ts$|' + TEST },
      to: { path: '(^|/)(hono|@hono)(/|$)|\\.route\\.ts$' },
    },
    {
      name: 'route-knows-no-db',
      severity: 'error',
      from: { path: '^apps/api/src/features/.*(\\.route|/routes)\\.ts$' },
      to: { path: '^packages/db/' },
    },
    {
      name: 'worker-has-no-node',
      severity: 'error',
      comment: 'what both runtimes share cannot reach for the file system, threads or the embedded engine',
      from: { path: '^(packages/core|apps/api)/src/', pathNot: '^apps/api/src/node(\\.ts$|/)|' + TEST },
      to: {
        path: '^(fs|child_process|worker_threads|net|os|cluster|fs/promises)$|^packages/db/src/embedded/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'widgets-see-http-only',
      severity: 'error',
      from: { path: '^apps/widgets/' },
      to: { path: '^(packages|apps/api|tooling/(?!tsconfig))/' },
    },
    {
      name: 'no-zod-in-a-browser',
      severity: 'error',
      from: { path: '^apps/widgets/' },
      to: { path: '(^|/)zod(/|$)' },
    },
    {
      name: 'element-islands',
      severity: 'error',
      from: { path: '^apps/widgets/src/elements/([^/]+)/', pathNot: TEST },
      to: {
        path: '^apps/widgets/src/elements/',
        pathNot: '^apps/widgets/src/elements/($1/|[^/]+/[^/]+\\.define\\.ts$)',
      },
    },
    {
      name: 'nothing-builds-on-tooling',
      severity: 'error',
      comment: 'tooling serves the product; the product never needs it to run',
      from: { path: '^(packages|apps)/', pathNot: TEST + '|' + TOOL },
      to: { path: '^tooling/' },
    },
    {
      name: 'no-test-code-in-production',
      severity: 'error',
      from: { path: '^(packages|apps)/', pathNot: TEST + '|' + TOOL },
      to: { path: TEST },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/(dist|\\.wrangler|\\.turbo|\\.stryker)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'default'],
      extensions: ['.ts', '.mjs', '.js'],
    },
    cache: { folder: 'node_modules/.cache/dependency-cruiser', strategy: 'content' },
  },
}
