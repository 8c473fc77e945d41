import { caller } from '#server/caller.ts'
import { trackQrResponse } from '#server/modules/document/track-qr.http.ts'
import { refusal } from '../../../files/file-response.ts'

export async function GET(_request: Request, { params }: { params: Promise<{ code: string }> }): Promise<Response> {
  try {
    const { code, lookupSecret } = await (await caller()).dossier.get({ code: decodeURIComponent((await params).code) })
    return trackQrResponse(code, lookupSecret)
  } catch (error) {
    return refusal(error)
  }
}
