import { caller } from '#server/caller.ts'
import { refusal } from '../../../files/file-response.ts'

/** The file of a version, as it can be imported again. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ code: string; version: string }> },
): Promise<Response> {
  try {
    const { code, version } = await params
    const { name, text } = await (await caller()).procedure.file({ code, version: Number(version) })
    return new Response(text, {
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'content-disposition': `attachment; filename="${name}"`,
        'cache-control': 'private, no-store',
        'x-content-type-options': 'nosniff',
      },
    })
  } catch (error) {
    return refusal(error)
  }
}
