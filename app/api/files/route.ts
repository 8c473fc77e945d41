import { caller } from '#server/caller.ts'
import { refusal } from './file-response.ts'

export async function POST(request: Request): Promise<Response> {
  try {
    const file = await (await caller()).file.upload(request)
    return Response.json(file, { status: 201, headers: { 'cache-control': 'no-store' } })
  } catch (error) {
    return refusal(error)
  }
}
