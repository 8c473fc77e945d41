import { caller } from '#server/caller.ts'
import { refusal } from '../../file-response.ts'

/** Requests of the upload protocol (tus 1.0.0). */
async function transfer(request: Request): Promise<Response> {
  try {
    return await (await caller()).file.transfer(request)
  } catch (error) {
    return refusal(error)
  }
}

export { transfer as DELETE, transfer as HEAD, transfer as OPTIONS, transfer as PATCH, transfer as POST }
