import { z } from 'zod'

export const staffSignInSchema = z.object({
  email: z.string().trim().min(3, { error: 'signIn.emailMissing' }).max(200, { error: 'signIn.emailMissing' }),
  password: z.string().min(1, { error: 'signIn.passwordMissing' }).max(200, { error: 'signIn.passwordMissing' }),
})
export type StaffSignInInput = z.infer<typeof staffSignInSchema>

export interface SignInFrom {
  ip: string
  userAgent: string | null
}

/** `sid` goes into the encrypted cookie and nowhere else. */
export interface SignedIn {
  id: string
  name: string
  sid: string
}
