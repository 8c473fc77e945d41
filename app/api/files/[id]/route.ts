import { caller } from '#server/caller.ts'
import { download, refusal } from '../file-response.ts'

export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  try {
    const { id } = await params
    const asked = new URL(request.url).searchParams
    const thumbnail = asked.get('thumbnail') === '1'
    const file = await (await caller()).file.open({ id, thumbnail })
    return await download(file, thumbnail || asked.get('inline') === '1')
  } catch (error) {
    return refusal(error)
  }
}
