import { caller } from '#server/caller.ts'
import { refusal, streamed } from '../files/file-response.ts'

/** The register of a receiving point as PDF or as a table file, written while it is read. */
export async function GET(request: Request): Promise<Response> {
  try {
    const asked = new URL(request.url).searchParams
    const given = (name: string) => asked.get(name) || undefined
    const file = await (await caller()).desk.registerFile({
      agencyId: given('agency'),
      from: given('from'),
      to: given('to'),
      procedureCode: given('procedure'),
      format: asked.get('format') === 'csv' ? 'csv' : 'pdf',
    })
    return streamed(file)
  } catch (error) {
    return refusal(error)
  }
}
