export { handleReady as GET } from '#server/caller.ts'

export const dynamic = 'force-dynamic'
