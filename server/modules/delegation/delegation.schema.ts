import { z } from 'zod'

/** Offices that act on dossiers in progress. Keeping the installation, taking money and standing at the counter are not handed on. */
export const DELEGABLE_ROLES = ['leader', 'head', 'officer', 'clerk'] as const
export type DelegableRole = (typeof DELEGABLE_ROLES)[number]
/** Whose office may be delegated. */
export const PRINCIPAL_ROLES: readonly DelegableRole[] = ['leader', 'head']
/** A year: longer absences are a change of office, which is another act. */
export const LONGEST_DAYS = 366

const day = z.iso.date({ error: 'delegation.dayMissing' })

export const createDelegationInput = z.object({
  /** Made once per intent: the same delegation entered twice is one. */
  requestId: z.uuid(),
  agencyId: z.string().min(1).max(64),
  /** Absent: oneself. An administrator enters it for somebody who is absent. */
  fromId: z.string().min(1).max(64).optional(),
  toId: z.string().min(1, { error: 'delegation.toMissing' }).max(64),
  /** Empty: everything of it that can be delegated. */
  roles: z.array(z.enum(DELEGABLE_ROLES)).max(DELEGABLE_ROLES.length).default([]),
  validFrom: day,
  validTo: day,
  reason: z.string().trim().min(10, { error: 'dossier.reasonTooShort' }).max(500, { error: 'dossier.reasonTooLong' }),
})
export type CreateDelegationInput = z.output<typeof createDelegationInput>

export const revokeDelegationInput = z.object({ id: z.uuid() })
export type RevokeDelegationInput = z.output<typeof revokeDelegationInput>
