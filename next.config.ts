import type { NextConfig } from 'next'
import createNextIntlPlugin from 'next-intl/plugin'

const config: NextConfig = {
  output: 'standalone',
  poweredByHeader: false,
  // Titles and descriptions stand in the head for everybody, so that a page is whole without JavaScript.
  htmlLimitedBots: /.*/,
  serverExternalPackages: ['pg', 'pino'],
}

export default createNextIntlPlugin('./app/_lib/i18n.ts')(config)
