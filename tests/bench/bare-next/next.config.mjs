import { fileURLToPath } from 'node:url'

// The least that Next can be asked for, built like the application itself: standalone, compressed, without types.
const root = process.env.BARE_NEXT_ROOT ?? fileURLToPath(new URL('.', import.meta.url))

export default {
  output: 'standalone',
  poweredByHeader: false,
  typescript: { ignoreBuildErrors: true },
  outputFileTracingRoot: root,
  turbopack: { root },
}
