import type { Api } from '#app/_lib/api-types.ts'

export type Dossier = Api['dossier']['get']
export type ActionView = Dossier['actions'][number]
