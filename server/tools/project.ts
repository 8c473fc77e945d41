import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const projectRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
export const pinnedNode = join(projectRoot, 'node_modules/.bin/node')
export const bin = (name: string) => join(projectRoot, 'node_modules/.bin', name)

/** Settings handed to a child; Next declares NODE_ENV as always present in its own type, which no child needs. */
export type Environment = Record<string, string | undefined>
export const asProcessEnv = (environment: Environment) => environment as NodeJS.ProcessEnv

/** The environment for children: the pinned Node comes first on the path, so that `#!/usr/bin/env node` finds it. */
export const withPinnedNode = (environment: Environment): NodeJS.ProcessEnv =>
  asProcessEnv({ ...environment, PATH: `${join(projectRoot, 'node_modules/.bin')}:${environment.PATH ?? ''}` })
