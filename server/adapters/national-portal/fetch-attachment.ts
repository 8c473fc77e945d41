import { createHash } from 'node:crypto'
import { type CallContext, callPartner, noted } from '../partner-call.ts'
import { PartnerFault } from '../partner-fault.ts'

const TIMEOUT_MS = 15_000

export interface Attachment {
  url: string
  sha256: string
}

/** Fetches a file of a filing: from the portal itself only, no redirects, no more than allowed, and exactly the announced bytes. */
export function fetchAttachment(
  file: Attachment,
  { portalUrl, maxBytes }: { portalUrl: string; maxBytes: number },
  context: CallContext,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; contentType: string }> {
  return noted(context, { system: 'PORTAL', service: 'TaiTepDinhKem' }, async () => {
    // an address of somebody else's choosing would make this server call whatever it can reach
    if (new URL(file.url).origin !== new URL(portalUrl).origin)
      throw new PartnerFault('REFUSED', 'FOREIGN_ADDRESS', 'the address of the file is not the portal')
    const fetched = await callPartner({ url: file.url, accept: '*/*', timeoutMs: TIMEOUT_MS, maxBytes, signal: context.signal })
    if (createHash('sha256').update(fetched.bytes).digest('hex') !== file.sha256)
      throw new PartnerFault('REFUSED', 'HASH_DIFFERS', 'the file is not the one that was announced')
    return fetched
  })
}
