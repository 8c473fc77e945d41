import { serveSample } from '#server/modules/procedure/sample/sample-paper.http.ts'
import { refusal } from '../../../../files/file-response.ts'

/** A filled sample of a declaration, stamped MẪU. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ code: string; version: string; paper: string }> },
): Promise<Response> {
  try {
    return await serveSample(await params)
  } catch (error) {
    return refusal(error)
  }
}
