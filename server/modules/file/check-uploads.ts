import { partialSize } from '#server/adapters/storage/partial-uploads.ts'
import { uploadsUnderWay } from './upload.repository.ts'

/** What stands wrongly beside the uploads on their way: bytes that are gone, or more of them than were announced. */
export async function uploadFaults(): Promise<string[]> {
  const found: string[] = []
  let after = ''
  for (;;) {
    const uploads = await uploadsUnderWay(after, 500)
    for (const { id, size } of uploads) {
      const arrived = await partialSize(id)
      if (arrived === null) found.push(`upload ${id}: its bytes are gone`)
      else if (arrived > size) found.push(`upload ${id}: ${arrived} bytes of ${size}`)
    }
    const last = uploads.at(-1)
    if (!last) return found
    after = last.id
  }
}
