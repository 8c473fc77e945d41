import 'server-only'
import { blobKey } from '#server/adapters/storage/blob-store.ts'
import { storage } from '#server/adapters/storage/storage.ts'
import { appNow } from '#server/clock.repository.ts'
import { httpStatusOf } from '#server/errors.ts'
import { DomainError } from '#workflows/domain-error.ts'
import { fileOfLink } from './file-link.ts'
import { findLinkedFile } from './portal-dossier.repository.ts'
import { recordExchange } from './record-exchange.ts'

const fresh = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }

/** GET /api/portal/files/{token}: a paper or result that a report to the portal named; the signed address is the permission. */
export async function servePortalFile(token: string): Promise<Response> {
  const started = performance.now()
  try {
    const id = fileOfLink(token, await appNow())
    const file = await findLinkedFile(id)
    // scanState: nobody is handed what a scanner has not let pass
    if (!file || file.scanState === 'INFECTED' || file.scanState === 'PENDING' || file.scanState === 'ERROR')
      throw new DomainError('NOT_FOUND', `no file ${id} to hand out`)
    const stream = await storage().get(blobKey(file.sha256))
    await recordExchange(
      {
        system: 'PORTAL',
        direction: 'IN',
        service: 'FILE',
        durationMs: Math.round(performance.now() - started),
        outcome: 'OK',
        errorCode: null,
        message: null,
      },
      file.homeAgencyId && file.dossierId ? { homeAgencyId: file.homeAgencyId, dossierId: file.dossierId } : null,
    )
    return new Response(stream, {
      headers: {
        ...fresh,
        'content-type': file.contentType,
        'content-length': String(file.size),
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
        'content-security-policy': "default-src 'none'; sandbox",
      },
    })
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return Response.json(
      { error_code: error.code, message: 'Liên kết không đúng hoặc đã hết hạn.' },
      { status: httpStatusOf(error.code), headers: fresh },
    )
  }
}
