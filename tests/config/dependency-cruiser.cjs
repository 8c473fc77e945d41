// Directions of import. Every rule is an error: one that only warns is broken within a month.
const prismaClient = '^prisma/generated/|^node_modules/(@prisma/client|@prisma/adapter-pg|pg)/'

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'workflows-are-pure',
      severity: 'error',
      from: { path: '^workflows/', pathNot: '\\.test(-support)?\\.ts$' },
      to: { pathNot: ['^workflows/', '^node_modules/(xstate|zod|feelin|temporal-polyfill)/'] },
    },
    {
      name: 'workflow-tests-stay-pure',
      severity: 'error',
      from: { path: '^workflows/.*\\.test(-support)?\\.ts$' },
      to: { path: '^(app|server|prisma)/' },
    },
    {
      name: 'xstate-only-in-workflows',
      severity: 'error',
      from: { pathNot: '^workflows/' },
      to: { path: '^node_modules/(xstate|@xstate)/' },
    },
    {
      name: 'app-enters-server-by-its-doors',
      severity: 'error',
      from: { path: '^app/', pathNot: '^app/api/|^app/(healthz|readyz)/' },
      to: { path: '^server/', pathNot: ['\\.schema\\.ts$', '^server/(root|caller|auth)\\.ts$'] },
    },
    {
      // what partners and monitors call over plain HTTP has an entry of its own beside the use case
      name: 'route-handlers-enter-server-by-its-doors',
      severity: 'error',
      from: { path: '^app/api/|^app/(healthz|readyz)/' },
      to: { path: '^server/', pathNot: ['\\.(schema|http)\\.ts$', '^server/(root|caller|auth|trpc)\\.ts$'] },
    },
    {
      name: 'app-uses-no-database',
      severity: 'error',
      from: { path: '^app/' },
      to: { path: `^prisma/|${prismaClient}` },
    },
    {
      name: 'server-never-imports-app',
      severity: 'error',
      from: { path: '^(server|workflows|prisma)/' },
      to: { path: '^app/' },
    },
    {
      name: 'modules-meet-through-use-cases',
      severity: 'error',
      from: { path: '^server/modules/([^/]+)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^server/modules/[^/]+/.*\\.(repository|policy)\\.ts$', pathNot: '^server/modules/$1/' },
    },
    {
      name: 'schemas-are-safe-for-browsers',
      severity: 'error',
      from: { path: '\\.schema\\.ts$' },
      to: { pathNot: ['^workflows/', '^node_modules/(zod|temporal-polyfill)/', '\\.schema\\.ts$'] },
    },
    {
      name: 'prisma-only-in-repositories',
      severity: 'error',
      from: {
        path: '^(app|server|workflows|prisma|proxy|instrumentation)',
        pathNot: [
          '\\.(repository|policy)\\.ts$',
          '^server/db\\.ts$',
          '^server/tools/',
          '^prisma/(seed\\.ts|scenarios/|prisma\\.config\\.ts|generated/)',
          '\\.test\\.ts$',
        ],
      },
      to: { path: prismaClient, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'database-client-only-in-repositories',
      severity: 'error',
      from: {
        path: '^(app|server)/',
        pathNot: ['\\.repository\\.ts$', '^server/tools/', '\\.test\\.ts$'],
      },
      to: { path: '^server/db\\.ts$' },
    },
    {
      name: 'adapters-know-no-simulators',
      severity: 'error',
      from: { path: '^server/(?!simulators/|tools/)', pathNot: '\\.test\\.ts$' },
      to: { path: '^server/simulators/' },
    },
    {
      name: 'simulators-know-nothing-of-us',
      severity: 'error',
      from: { path: '^server/simulators/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(app|server|workflows|prisma)/', pathNot: '^server/simulators/' },
    },
    {
      name: 'browser-journeys-use-the-browser',
      severity: 'error',
      from: { path: '^tests/e2e/' },
      to: { path: `^(server|workflows|prisma)/|${prismaClient}` },
    },
    {
      name: 'products-import-no-tests',
      severity: 'error',
      from: { path: '^(app|server|workflows|prisma|proxy|instrumentation)', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^tests/|\\.test\\.tsx?$' },
    },
    {
      name: 'no-tools-for-development-in-the-product',
      severity: 'error',
      from: {
        path: '^(app|server|workflows|proxy|instrumentation)',
        pathNot: ['\\.test(-support)?\\.tsx?$', '^server/tools/(chromium|e2e|test)\\.ts$'],
      },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'nothing-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^#prisma/generated' },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^prisma/generated'] },
    exclude: { path: ['^\\.next/', '^\\.out/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
}
