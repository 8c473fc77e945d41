import { z } from 'zod'
import { openJournal, simulatorPath } from '../frame/journal.ts'
import { type Item, listOf, textOf } from './messages.ts'

const itemSchema: z.ZodType<Item> = z.lazy(() => z.record(z.string(), z.union([z.string(), z.array(itemSchema)])))

const callSchema = z.object({
  kind: z.literal('call'),
  at: z.string(),
  service: z.string(),
  items: z.array(z.object({ hash: z.string(), repeat: z.boolean(), content: itemSchema })),
})
const refusedSchema = z.object({
  kind: z.literal('refused'),
  at: z.string(),
  service: z.string(),
  refusal: z.string(),
  error_code: z.string(),
  message: z.string(),
  MaHoSo: z.string().nullable(),
  content: z.string(),
})
const fileSchema = z.object({ id: z.string(), name: z.string(), contentType: z.string(), sha256: z.string() })
const filedSchema = z.object({
  kind: z.literal('filed'),
  at: z.string(),
  code: z.string(),
  files: z.array(fileSchema),
  message: z.record(z.string(), z.unknown()),
})
const sentSchema = z.object({
  kind: z.literal('sent'),
  at: z.string(),
  code: z.string(),
  outcome: z.enum(['taken', 'refused', 'unanswered']),
  MaHoSo: z.string().nullable(),
  detail: z.string(),
})
const resetSchema = z.object({ kind: z.literal('reset'), at: z.string() })
const entrySchema = z.discriminatedUnion('kind', [callSchema, refusedSchema, filedSchema, sentSchema, resetSchema])

type Entry = z.infer<typeof entrySchema>
export type Refused = z.infer<typeof refusedSchema>
export type StoredFile = z.infer<typeof fileSchema>
type Delivery = { at: string; service: string; repeat: boolean; content: Item }
export type Dossier = {
  MaHoSo: string
  status: string
  latest: Item
  latestHash: string
  history: { at: string; status: string; service: string }[]
  progress: { at: string; hash: string; content: Item }[]
  /** Every accepted arrival; `applied` counts those that were new. Equal content never applies twice in a row. */
  deliveries: number
  applied: number
  calls: Delivery[]
}
export type Filing = {
  code: string
  at: string
  message: Record<string, unknown>
  files: StoredFile[]
  state: 'sending' | 'taken' | 'refused'
  MaHoSo: string | null
  attempts: { at: string; outcome: string; detail: string }[]
}

export function openPortalStore(dataDir: string) {
  const dossiers = new Map<string, Dossier>()
  const filings = new Map<string, Filing>()
  const resultIds = new Map<string, string>()
  const refused: Refused[] = []

  const journal = openJournal<Entry>(simulatorPath(dataDir, 'portal.jsonl'), entrySchema, (entry) => {
    switch (entry.kind) {
      case 'call':
        for (const item of entry.items) applyItem(entry.at, entry.service, item)
        return
      case 'refused':
        refused.push(entry)
        return
      case 'filed':
        filings.set(entry.code, { ...entry, state: 'sending', MaHoSo: null, attempts: [] })
        return
      case 'sent':
        applySent(entry)
        return
      case 'reset':
        for (const held of [dossiers, filings, resultIds]) held.clear()
        refused.length = 0
    }
  })

  function applyItem(at: string, service: string, { hash, repeat, content }: z.infer<typeof callSchema>['items'][number]) {
    const code = textOf(content, 'MaHoSo')
    const isDossier = service === 'DongBoHoSoMC'
    const dossier = dossiers.get(code) ?? {
      MaHoSo: code,
      status: '',
      latest: content,
      latestHash: '',
      history: [],
      progress: [],
      deliveries: 0,
      applied: 0,
      calls: [],
    }
    dossiers.set(code, dossier)
    dossier.deliveries += 1
    dossier.calls.push({ at, service, repeat, content })
    if (repeat) return
    dossier.applied += 1
    if (isDossier) {
      dossier.latest = content
      dossier.latestHash = hash
      for (const result of listOf(content, 'DanhSachGiayToKetQua')) resultIds.set(textOf(result, 'GiayToId'), code)
    } else {
      dossier.progress.push({ at, hash, content })
    }
    const status = textOf(content, isDossier ? 'TrangThaiHoSo' : 'TrangThai')
    if (status !== dossier.status) dossier.history.push({ at, status, service })
    dossier.status = status
  }

  function applySent(entry: z.infer<typeof sentSchema>) {
    const filing = filings.get(entry.code)
    if (!filing) return
    filing.attempts.push({ at: entry.at, outcome: entry.outcome, detail: entry.detail })
    if (entry.outcome === 'unanswered' || filing.state === 'taken') return
    filing.state = entry.outcome
    filing.MaHoSo = entry.MaHoSo
  }

  return {
    append: journal.append,
    close: journal.close,
    dossier: (code: string) => dossiers.get(code) ?? null,
    dossiers: () => [...dossiers.values()],
    resultOwner: (id: string) => resultIds.get(id) ?? null,
    refused: () => refused,
    filing: (code: string) => filings.get(code) ?? null,
    filings: () => [...filings.values()],
    file: (id: string) => [...filings.values()].flatMap((one) => one.files).find((file) => file.id === id) ?? null,
    /** The product names our code in what it sends back, or it answered with its own when it took the filing. */
    dossierOf: (filing: Filing) =>
      (filing.MaHoSo && dossiers.get(filing.MaHoSo)) ||
      [...dossiers.values()].find(({ latest }) =>
        [textOf(latest, 'MaHoSoKhac'), textOf(latest, 'ThongTinKhac')].includes(filing.code),
      ) ||
      null,
  }
}
export type PortalStore = ReturnType<typeof openPortalStore>
