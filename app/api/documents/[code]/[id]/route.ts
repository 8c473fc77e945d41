import { caller } from '#server/caller.ts'
import { download, refusal } from '../../../files/file-response.ts'

export async function GET(request: Request, { params }: { params: Promise<{ code: string; id: string }> }): Promise<Response> {
  try {
    const { code, id } = await params
    const document = await (await caller()).document.open({ code: decodeURIComponent(code), id })
    return await download(document, new URL(request.url).searchParams.get('inline') === '1')
  } catch (error) {
    return refusal(error)
  }
}
