import { servePortalFile } from '#server/caller.ts'

export const dynamic = 'force-dynamic'

export const GET = async (_request: Request, { params }: RouteContext<'/api/portal/files/[token]'>) =>
  servePortalFile((await params).token)
