import { takeReport } from '#server/caller.ts'

export const dynamic = 'force-dynamic'
/** Whether a text message arrived, as the gateway says. */
export const POST = (request: Request) => takeReport('SMS', request)
