import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import type { StaffClient } from '#tests/faults/crash/http-client.ts'
import { untilAnswered } from '#tests/faults/crash/http-client.ts'

// What happens to a household business from the first field to the returned result, over HTTP and by everybody who has a part in it.

export interface Office {
  desk: StaffClient
  officer: StaffClient
  leader: StaffClient
  clerk: StaffClient
}

/** People read and type. */
const THINK_MS = 1_000
const SETTLED_MS = 30_000

const form = {
  businessName: 'Hộ kinh doanh Cà phê Bến Bính',
  businessPlace: { province: '31', commune: '11359', detail: 'Số 5 đường Bến Bính' },
  businessLines: [{ lineName: 'Quán cà phê, giải khát', lineCode: '5630' }],
  capitalVnd: 50_000_000,
  employeeCount: 2,
  founder: 'individual',
  onlyBusiness: true,
}

const draftSchema = z.object({ revision: z.int() })
const filedSchema = z.object({ code: z.string() })
const viewSchema = z.object({
  papers: z.array(z.object({ code: z.string(), file: z.object({ id: z.string() }).nullable() })),
  feeItems: z.array(
    z.object({ feeId: z.string(), amountVnd: z.number(), payOnline: z.boolean(), settledAt: z.string().nullable() }),
  ),
  actions: z.array(z.object({ action: z.string(), workId: z.string().nullish() })),
  documents: z.array(z.object({ url: z.string() })),
})

/** The same command until it is answered, with time to think before it. */
async function act(person: StaffClient, path: string, input: Record<string, unknown>): Promise<Record<string, unknown>> {
  await wait(THINK_MS)
  return untilAnswered(() => person.call(path, input))
}

/** Whole, as browsers take it; nothing but 200 is a page, a picture or a paper. */
export async function read(person: StaffClient, path: string): Promise<void> {
  await untilAnswered(async () => {
    const response = await person.fetch(path)
    await response.arrayBuffer()
    if (response.status !== 200) throw new Error(`${path.split('?')[0]} answered ${response.status}`)
  })
}

const viewOf = async (person: StaffClient, code: string) =>
  viewSchema.parse(await untilAnswered(() => person.ask('dossier.get', { code })))

async function upload(citizen: StaffClient, draftId: string, photo: Buffer): Promise<void> {
  const target = { draftId, paperCode: 'bien-ban-hop' }
  const told = { target: JSON.stringify(target), name: 'biên bản họp.jpg', type: 'image/jpeg', fingerprint: `${photo.length}` }
  const sent = await citizen.fetch('/api/files/uploads', {
    method: 'POST',
    headers: {
      'tus-resumable': '1.0.0',
      'upload-length': String(photo.length),
      'upload-metadata': Object.entries(told)
        .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
        .join(','),
      'content-type': 'application/offset+octet-stream',
    },
    body: new Uint8Array(photo),
  })
  if (sent.status !== 201) throw new Error(`an upload was answered with ${sent.status}: ${(await sent.text()).slice(0, 200)}`)
  const id = sent.headers.get('location')?.split('/').at(-1) ?? ''
  await untilAnswered(() => citizen.call('file.finish', { id }))
}

/** Field after field, a photographed paper, and the filing once the paper was looked at. */
async function file(citizen: StaffClient, photo: Buffer): Promise<string> {
  const started = await act(citizen, 'draft.start', { procedureCode: '1.001612', agencyId: 'xa-a', source: 'ONLINE' })
  const draftId = String(started.id)
  let { revision } = draftSchema.parse(await untilAnswered(() => citizen.ask('draft.get', { id: draftId })))
  for (const [field, value] of Object.entries(form))
    ({ revision } = draftSchema.parse(await act(citizen, 'draft.save', { id: draftId, revision, answers: { [field]: value } })))
  await upload(citizen, draftId, photo)
  await read(citizen, `/apply/draft/${draftId}/check`)
  const command = { draftId, requestId: randomUUID(), declared: true, resultWay: 'ONLINE' }
  for (const until = performance.now() + SETTLED_MS; ; ) {
    try {
      return filedSchema.parse(await act(citizen, 'dossier.submit', command)).code
    } catch (error) {
      const isWaiting = error instanceof Error && error.message === 'FILE_NOT_READY' && performance.now() < until
      if (!isWaiting) throw error
    }
  }
}

/** On the pages of the payment platform, which tells us of it. */
async function pay(citizen: StaffClient, code: string): Promise<void> {
  const owed = async () =>
    (await viewOf(citizen, code)).feeItems.filter((fee) => fee.payOnline && fee.amountVnd > 0 && !fee.settledAt)
  const fees = await owed()
  if (fees.length === 0) return
  const { payUrl } = await act(citizen, 'payment.start', {
    code,
    requestId: randomUUID(),
    feeIds: fees.map(({ feeId }) => feeId),
  })
  const paid = await fetch(String(payUrl), {
    method: 'POST',
    body: new URLSearchParams({ outcome: 'paid' }),
    redirect: 'manual',
  })
  await paid.arrayBuffer()
  for (const until = performance.now() + SETTLED_MS; (await owed()).length > 0; await wait(THINK_MS))
    if (performance.now() > until) throw new Error(`${code}: the payment was not heard of`)
}

async function complete(person: StaffClient, code: string, outcome: string, data: Record<string, unknown> = {}): Promise<void> {
  const action = (await viewOf(person, code)).actions.find((one) => one.action === 'completeStep')
  if (!action?.workId) throw new Error(`nobody can say ${outcome} of ${code}`)
  await act(person, 'work.completeStep', { code, workId: action.workId, requestId: randomUUID(), outcome, data, checks: [] })
}

export async function liveThrough(
  citizen: StaffClient,
  { desk, officer, leader, clerk }: Office,
  photo: Buffer,
  onFiled: (code: string) => unknown,
): Promise<void> {
  const code = await file(citizen, photo)
  onFiled(code)
  await pay(citizen, code)
  await read(citizen, `/my/${code}`)
  const { papers } = await viewOf(desk, code)
  const seen = [...new Set(papers.map((paper) => paper.code))].map((paper) => ({
    code: paper,
    originals: 1,
    certified: 0,
    copies: 0,
    originalSeen: true,
  }))
  await read(desk, `/dossiers/${code}`)
  await act(desk, 'desk.accept', { code, requestId: randomUUID(), papers: seen })
  await act(desk, 'desk.handOver', { code, requestId: randomUUID() })
  await read(officer, `/dossiers/${code}`)
  const given = papers.find((paper) => paper.file)?.file
  if (given) await read(officer, `/api/files/${given.id}`)
  await complete(officer, code, 'eligible')
  await complete(officer, code, 'codeIssued', { taxCode: '0201234567' })
  await complete(officer, code, 'forward')
  await complete(leader, code, 'granted')
  await complete(clerk, code, 'issued')
  await act(desk, 'desk.returnResult', {
    code,
    requestId: randomUUID(),
    receiverName: 'Trần Văn Thử',
    originalsReturned: true,
  })
  for (const { url } of (await viewOf(citizen, code)).documents) await read(citizen, url)
}
