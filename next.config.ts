import { fileURLToPath } from 'node:url'
import type { NextConfig } from 'next'
import createNextIntlPlugin from 'next-intl/plugin'

const root = fileURLToPath(new URL('.', import.meta.url))

const config: NextConfig = {
  output: 'standalone',
  poweredByHeader: false,
  // The development server listens on `localhost` and is visited by its address; without this no page would wake up.
  allowedDevOrigins: ['127.0.0.1'],
  // A font never changes under its name: nobody on a bad line asks for it twice.
  headers: async () => [
    { source: '/fonts/:file*', headers: [{ key: 'cache-control', value: 'public, max-age=31536000, immutable' }] },
  ],
  // Titles and descriptions stand in the head for everybody, so that a page is whole without JavaScript.
  htmlLimitedBots: /.*/,
  // Types are checked over the whole project by `npm run typecheck`; the build need not do it again on every start.
  typescript: { ignoreBuildErrors: true },
  // A lock file in a folder above must not move the root of the standalone build.
  outputFileTracingRoot: root,
  turbopack: { root },
  // Loaded from node_modules as they are: they read their own files, or must exist once per process.
  serverExternalPackages: [
    '@libpdf/core',
    '@prisma/adapter-pg',
    '@react-pdf/renderer',
    '@tus/server',
    '@tus/utils',
    'bwip-js',
    'file-type',
    'nodemailer',
    'pg',
    'pg-boss',
    'pino',
    'prom-client',
    'sharp',
  ],
  outputFileTracingIncludes: {
    '/**': ['./node_modules/@expo-google-fonts/be-vietnam-pro/**/*.ttf', './node_modules/@expo-google-fonts/tinos/**/*.ttf'],
  },
}

export default createNextIntlPlugin('./app/_lib/i18n.ts')(config)
