import { join } from 'node:path'
import { rolldown } from 'rolldown'
import { projectRoot } from './project.ts'

const entry = 'app/(public)/track/_still/still-page.tsx'

/** Pages that the door (server/web) writes without Next: their components, React and the words of both languages in one file. */
export async function bundleStillPages(folder: string): Promise<void> {
  const bundle = await rolldown({
    input: join(projectRoot, entry),
    cwd: projectRoot,
    platform: 'node',
    tsconfig: false,
    resolve: { alias: { 'next/link': join(projectRoot, 'app/(public)/track/_still/plain-link.tsx') } },
    transform: { jsx: { runtime: 'automatic' }, define: { 'process.env.NODE_ENV': '"production"' } },
    // `use client` says nothing here
    onLog: (level, log, tell) => {
      if (log.code !== 'MODULE_LEVEL_DIRECTIVE') tell(level, log)
    },
  })
  try {
    await bundle.write({ file: join(folder, 'still-pages.mjs'), format: 'esm', minify: true })
  } finally {
    await bundle.close()
  }
}
