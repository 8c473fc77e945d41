import { caller } from '#server/caller.ts'
import { trackQrResponse } from '#server/modules/document/track-qr.http.ts'
import { refusal } from '../../../files/file-response.ts'

/** Of the slip that the desk gives to somebody without an account. */
export async function GET(_request: Request, { params }: { params: Promise<{ code: string }> }): Promise<Response> {
  try {
    const { code, secret } = await (await caller()).petition.slip({ code: decodeURIComponent((await params).code) })
    return trackQrResponse(code, secret)
  } catch (error) {
    return refusal(error)
  }
}
