import { takeReport } from '#server/caller.ts'

export const dynamic = 'force-dynamic'
/** Whether a notice arrived, as Zalo says. */
export const POST = (request: Request) => takeReport('ZALO', request)
