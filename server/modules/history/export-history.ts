import { DomainError } from '#workflows/domain-error.ts'
import type { Actor } from '../account/actor.ts'
import { assertMay } from '../dossier/change-dossier.ts'
import { getDossier, loadForReading } from '../dossier/get-dossier.ts'
import { isToldWhole } from '../dossier/timeline.ts'
import { findHistory } from './history.repository.ts'
import { HISTORY_FORMAT, type HistoryFile, historyFileSchema } from './history-file.schema.ts'

const HOW_TO_CHECK = [
  'Mỗi sự kiện có "hash": SHA-256 (hệ 16) của JSON chuẩn RFC 8785 gồm {"v":1} và mọi trường của sự kiện, trừ chính "hash".',
  '"prevHash" của sự kiện là "hash" của sự kiện trước nó; của sự kiện thứ nhất là 64 chữ số 0. Vì vậy sửa, thêm hay bớt một sự kiện thì chuỗi đứt.',
  '"sealedHash" là SHA-256 của muối (salt, 16 byte) nối với JSON chuẩn của "body" trong "words" cùng "seq".',
  '"dataRef" trong sự kiện là v<phiên bản>:<SHA-256 của JSON chuẩn của "json" trong "data">; số lẻ thập phân ghi thành chữ.',
  '"sha256" của giấy tờ là SHA-256 của chính tệp: so bằng lệnh sha256sum.',
  'Sự kiện có "heldBack" là việc nội bộ của cơ quan: chỉ cho biết vị trí trong chuỗi.',
  'Trang /verify của hệ thống so cả tệp này với chuỗi đang lưu.',
]

/** Ids of what the applicant wrote; what officers wrote down in their steps is theirs. */
const OF_APPLICANT = /^(form|amend|proof)-/

/** The person's own history, whole, with everything by which it can be checked. */
export async function exportHistory(actor: Actor, { code }: { code: string }): Promise<{ name: string; json: string }> {
  const dossier = await loadForReading(actor, code)
  assertMay(actor, { action: 'takeHistory' }, dossier)
  const [history, view] = await Promise.all([findHistory(code), getDossier(actor, { code })])
  if (!history) throw new DomainError('NOT_FOUND', `no history of ${code}`)
  const isWhole = (type: string) => isToldWhole(type, dossier.isEnded)
  const wordsOf = (seq: number) => history.sealed.find(({ key }) => key === `${history.id}:${seq}`)
  const file: HistoryFile = {
    format: HISTORY_FORMAT,
    version: 1,
    exportedAt: dossier.now,
    howToCheck: HOW_TO_CHECK,
    dossier: { code, procedureCode: dossier.procedureCode, procedureNameVi: dossier.definition.nameVi },
    head: { seq: history.lastSeq, hash: history.lastHash },
    events: history.events.map((event) =>
      isWhole(event.type) ? event : { seq: event.seq, at: event.at, heldBack: true, prevHash: event.prevHash, hash: event.hash },
    ),
    words: history.events.flatMap(({ seq, type }) => {
      const words = isWhole(type) ? wordsOf(seq) : undefined
      return words?.body ? [{ seq, salt: words.salt, body: Object(words.body) }] : []
    }),
    data: history.forms
      .filter(({ id, json }) => OF_APPLICANT.test(id) && json !== null)
      .map(({ version, json, sha256 }) => ({ version, json, sha256 })),
    papers: view.papers.flatMap(({ nameVi, file: paper }) =>
      paper ? [{ nameVi, fileName: paper.name, sha256: paper.sha256 }] : [],
    ),
    documents: view.documents.map(({ form, number, issuedAt, sha256 }) => ({ form, number, issuedAt, sha256 })),
  }
  // what we could not read back ourselves is given to nobody
  return { name: `${code}-lich-su.json`, json: `${JSON.stringify(historyFileSchema.parse(file), null, 1)}\n` }
}
