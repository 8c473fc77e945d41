/** What a letter may say; joined when it is sent, never stored with the message. */
export interface LetterFacts {
  code: string
  lookupSecret: string
  procedureNameVi: string
  recipientName: string
  /** Who files. */
  applicantName: string
  /** Whose matter it is, when that is somebody else. */
  ownerName: string | null
  agency: { nameVi: string; addressVi: string; phone: string; openingVi: string }
  promisedAt: Date | null
  intakeDueAt: Date | null
  /** When the letter's event happened. */
  at: Date
  /** Words of the event: the reason, and the notes of a supplement request. */
  reason: string | null
  asked: { nameVi: string; note: string | null }[]
  answerUntil: Date | null
  fees: { nameVi: string; amountVnd: number; settledVnd: number; payOnline: boolean }[]
  decision: 'GRANTED' | 'REFUSED' | null
  resultWay: string
  trackUrl: string
  dossierUrl: string
}

/** A letter before its greeting, its facts and its foot, which all letters share. */
export interface Letter {
  subject: string
  paragraphs: string[]
  list?: string[]
  button: { label: string; url: string }
}

export interface Rendered {
  subject: string
  text: string
  html: string
}

const escapeHtml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;')

/** A header line must not be broken by what people typed. */
const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim().slice(0, 180)

const filedFor = (applicant: string, owner: string): [string, string][] => [
  ['Người nộp', applicant],
  ['Chủ hồ sơ', owner],
]

function factRows(facts: LetterFacts, isForApplicant: boolean): [string, string][] {
  return [
    ['Mã hồ sơ', facts.code],
    ...(isForApplicant ? [['Mã tra cứu', facts.lookupSecret] as [string, string]] : []),
    ['Thủ tục', facts.procedureNameVi],
    ...(isForApplicant && facts.ownerName ? filedFor(facts.applicantName, facts.ownerName) : []),
    ['Nơi nhận hồ sơ', facts.agency.nameVi],
  ]
}

function footLines({ agency }: LetterFacts): string[] {
  return [
    `Cần hỏi: ${agency.nameVi}, ${agency.addressVi}. Điện thoại ${agency.phone}. Giờ làm việc: ${agency.openingVi}.`,
    'Thư này gửi tự động, không cần trả lời. Không đưa mã tra cứu cho người khác.',
  ]
}

/** What every letter of ours consists of. */
export interface LetterParts {
  subject: string
  greeting: string
  paragraphs: readonly string[]
  list: readonly string[]
  rows: readonly (readonly [string, string])[]
  button: { label: string; url: string }
  foot: readonly string[]
}

export function renderLetter(letter: Letter, facts: LetterFacts, isForApplicant: boolean): Rendered {
  return renderParts({
    ...letter,
    greeting: isForApplicant ? `Kính gửi ông/bà ${facts.recipientName},` : `Gửi ${facts.recipientName},`,
    rows: factRows(facts, isForApplicant),
    list: letter.list ?? [],
    foot: isForApplicant ? footLines(facts) : ['Thư này gửi tự động, không cần trả lời.'],
  })
}

/** Plain text and simple HTML with the same words; no picture, no tracking, no script. */
export function renderParts({ subject, greeting, paragraphs, list, rows, button, foot }: LetterParts): Rendered {
  const text = [
    greeting,
    '',
    ...paragraphs.flatMap((paragraph) => [paragraph, '']),
    ...(list.length > 0 ? [...list.map((item) => `- ${item}`), ''] : []),
    ...rows.map(([label, value]) => `${label}: ${value}`),
    '',
    `${button.label}: ${button.url}`,
    '',
    ...foot,
    '',
  ].join('\n')
  const p = (content: string) => `<p style="margin:0 0 12px">${escapeHtml(content)}</p>`
  const html = [
    '<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>',
    escapeHtml(oneLine(subject)),
    '</title></head><body style="font-family:sans-serif;font-size:16px;line-height:1.5;color:#1c1c1c;max-width:36em">',
    p(greeting),
    ...paragraphs.map(p),
    list.length > 0 ? `<ul>${list.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</ul>` : '',
    '<table role="presentation" style="border-collapse:collapse;margin:0 0 16px">',
    ...rows.map(
      ([label, value]) =>
        `<tr><td style="padding:2px 16px 2px 0;color:#555">${escapeHtml(label)}</td><td style="padding:2px 0"><b>${escapeHtml(value)}</b></td></tr>`,
    ),
    '</table>',
    `<p style="margin:0 0 16px"><a href="${escapeHtml(button.url)}">${escapeHtml(button.label)}</a></p>`,
    ...foot.map((line) => `<p style="margin:0 0 8px;color:#555;font-size:14px">${escapeHtml(line)}</p>`),
    '</body></html>',
  ].join('')
  return { subject: oneLine(subject), text, html }
}
