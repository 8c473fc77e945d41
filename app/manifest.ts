import type { MetadataRoute } from 'next'
import vietnamese from './_messages/vi.json'

/** What a telephone shows of the site once it is put on the home screen. */
export default function manifest(): MetadataRoute.Manifest {
  const { site, search } = vietnamese
  return {
    id: '/',
    name: `${site.name} – ${site.place}`,
    short_name: site.name,
    description: site.description,
    lang: 'vi',
    dir: 'ltr',
    start_url: '/',
    scope: '/',
    display: 'standalone',
    background_color: '#faf6ee',
    theme_color: '#fffdf9',
    categories: ['government'],
    icons: [
      { src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png' },
      { src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png' },
      { src: '/icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
    shortcuts: [
      { name: search.title, url: '/procedures' },
      { name: site.nav.track, url: '/track' },
      { name: site.nav.my, url: '/my' },
    ],
  }
}
