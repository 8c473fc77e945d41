import { caller } from '#server/caller.ts'
import { refusal } from '../file-response.ts'

/** A file that goes with a petition: the body is the file, its name and the petition stand in the address. */
export async function POST(request: Request): Promise<Response> {
  try {
    const file = await (await caller()).petition.attach(request)
    return Response.json(file, { status: 201, headers: { 'cache-control': 'no-store' } })
  } catch (error) {
    return refusal(error)
  }
}
