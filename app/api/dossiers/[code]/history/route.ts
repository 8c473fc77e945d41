import { caller } from '#server/caller.ts'
import { download, refusal } from '../../../files/file-response.ts'

/** One's own history as a file, with everything by which it can be checked. */
export async function GET(_request: Request, { params }: { params: Promise<{ code: string }> }): Promise<Response> {
  try {
    const { name, json } = await (await caller()).history.take({ code: decodeURIComponent((await params).code) })
    const bytes = new TextEncoder().encode(json)
    const read = async () => new Blob([bytes]).stream()
    return await download({ name, size: bytes.length, contentType: 'application/json', sha256: '', read }, false)
  } catch (error) {
    return refusal(error)
  }
}
