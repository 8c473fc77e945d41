// Runs one of our TypeScript files under the pinned Node: `node server/tools/run.mjs <file> [args]`.
// `server-only` means "not in a browser bundle"; outside Next it is an empty module.
import { registerHooks } from 'node:module'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

registerHooks({
  resolve(specifier, context, next) {
    if (specifier === 'server-only') return { url: 'data:text/javascript,', shortCircuit: true }
    return next(specifier, context)
  },
})

const [file, ...args] = process.argv.slice(2)
if (!file) {
  process.stderr.write('usage: node server/tools/run.mjs <file.ts> [arguments]\n')
  process.exit(2)
}
const path = resolve(file)
process.argv = [process.argv[0], path, ...args]
await import(pathToFileURL(path).href)
