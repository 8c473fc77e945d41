import { caller } from '#server/caller.ts'
import { download, refusal } from '../../file-response.ts'

export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  try {
    const { id } = await params
    return await download(await (await caller()).petition.file({ id }), true)
  } catch (error) {
    return refusal(error)
  }
}
