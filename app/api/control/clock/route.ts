export { handleClock as GET, handleClock as POST } from '#server/caller.ts'

export const dynamic = 'force-dynamic'
