export { receiveFromPortal as POST } from '#server/caller.ts'

export const dynamic = 'force-dynamic'
