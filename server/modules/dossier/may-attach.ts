import type { Actor } from '../account/actor.ts'
import { can, type DossierAction } from './dossier.policy.ts'
import type { LoadedDossier } from './loaded-dossier.ts'

/** Whoever may send the command may bring the files for it. */
const FOR = {
  notice: ['requireObligation'],
  proof: ['proveObligation', 'settleObligation'],
  opinion: ['giveOpinion'],
  message: ['writeMessage'],
} satisfies Record<string, DossierAction[]>
export type AttachTo = keyof typeof FOR

/** Whose answer it is to a request for more, and so what is handed in with it. */
export const maySupply = (actor: Actor, dossier: LoadedDossier): boolean => can(actor, 'supply', dossier).allow

export function mayAttach(actor: Actor, dossier: LoadedDossier, attachTo: AttachTo, subjectId: string): boolean {
  const actions: readonly DossierAction[] = FOR[attachTo]
  const workId = attachTo === 'opinion' ? subjectId : undefined
  return actions.some((action) => can(actor, action, dossier, workId).allow)
}
