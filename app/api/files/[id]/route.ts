import { caller } from '#server/caller.ts'
import { download, refusal } from '../file-response.ts'

export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  try {
    const { id } = await params
    return await download(await (await caller()).file.open({ id }), new URL(request.url).searchParams.get('inline') === '1')
  } catch (error) {
    return refusal(error)
  }
}
