export { confirmPayment as POST } from '#server/caller.ts'

export const dynamic = 'force-dynamic'
