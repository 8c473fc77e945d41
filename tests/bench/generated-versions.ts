import { definitionSchema, type ProcedureDefinition, type StepKind } from '#workflows/procedure/definition.ts'
import { graphSignature } from '#workflows/procedure/graph-signature.ts'
import { sampleDefinition } from '#workflows/procedure/sample.test-support.ts'
import { random as randomFrom } from '#workflows/random.ts'

interface Made {
  id: string
  kind: StepKind
  outcomes: object[]
  more: object
}

const way = (id: string, to: string, more: object = {}) => ({ id, labelVi: `Kết quả ${id}`, to, ...more })
const ANSWER = [{ id: 'answerNumber', labelVi: 'Số văn bản', type: 'text', required: true }]
const MIDDLE: readonly StepKind[] = ['verify', 'external', 'publicPosting', 'review', 'financialObligation', 'consult']
const UNITS: Partial<Record<StepKind, object>> = {
  sign: { role: 'leader', unitKind: 'leadership' },
  approve: { role: 'head', unitKind: 'justice' },
  number: { role: 'clerk', unitKind: 'clerical' },
  issue: { role: 'clerk', unitKind: 'clerical' },
}
const MEMBERS = {
  fixed: [
    { id: 'tax', nameVi: 'Thuế', performer: { role: 'officer', unitKind: 'accounting' } },
    { id: 'land', nameVi: 'Đất đai', performer: { role: 'officer', unitKind: 'landRegistry' } },
  ],
  limit: { unit: 'workingHour', amount: 0.5 },
  silence: 'waits',
  join: { type: 'all' },
  answers: [{ id: 'agree', labelVi: 'Đồng ý', counts: 'for' }],
}

function ofKind(id: string, kind: StepKind, outcomes: object[]): Made {
  const written =
    kind === 'external' || kind === 'financialObligation'
      ? { data: ANSWER.map((field) => ({ ...field, id: `answer${id.replaceAll('-', '')}` })) }
      : {}
  const posted =
    kind === 'publicPosting' ? { limit: { unit: 'calendarDay', amount: 7 }, outsideLimit: { basis: 'niêm yết' } } : {}
  const asked = kind === 'consult' ? { members: MEMBERS } : {}
  return { id, kind, outcomes, more: { ...written, ...posted, ...asked } }
}

/** A version as an agency could have drawn it: a check, some steps in the middle, perhaps side by side, then draft, signature and issue. */
function drawn(seed: number): ProcedureDefinition {
  const random = randomFrom(seed)
  const chance = (share: number) => random() < share
  const pick = <Item>(items: readonly [Item, ...Item[]] | readonly Item[]): Item =>
    items[Math.floor(random() * items.length)] as Item
  const made: Made[] = []
  const blocks: object[] = []
  const middle = Array.from({ length: Math.floor(random() * 4) }, (_, index) => `middle-${index}`)
  const hasBlock = chance(0.35)
  const afterCheck = [...middle, ...(hasBlock ? ['side'] : []), 'write']
  const next = (id: string) => afterCheck[afterCheck.indexOf(id) + 1] ?? 'write'
  const first = afterCheck[0] ?? 'write'
  const start = chance(0.5) ? 'allot' : 'check'
  if (start === 'allot') made.push(ofKind('allot', 'assign', [way('forward', 'check')]))
  made.push(
    ofKind('check', 'review', [
      way('eligible', first),
      ...(chance(0.6) && first !== 'write' ? [way('proposeRefuse', 'write', { reasonRequired: true })] : []),
      ...(chance(0.3) && middle.length > 1 ? [way('shorter', middle.at(-1) ?? 'write')] : []),
    ]),
  )
  for (const id of middle) {
    const kind = pick(MIDDLE)
    made.push(
      ofKind(id, kind, [
        way('done', next(id), kind === 'financialObligation' ? { noObligation: true } : {}),
        ...(chance(0.35) ? [way('again', 'check', { back: true })] : []),
        ...(chance(0.25) && next(id) !== 'write'
          ? [way('skip', 'write', kind === 'financialObligation' ? { noObligation: true } : {})]
          : []),
      ]),
    )
  }
  if (hasBlock) {
    const branches = ['left', 'right'].map((branch) => {
      const steps = Array.from({ length: 1 + Math.floor(random() * 2) }, (_, index) => `${branch}-${index}`)
      for (const [index, id] of steps.entries())
        made.push(ofKind(id, pick(['verify', 'review', 'external'] as const), [way('done', steps[index + 1] ?? 'join')]))
      return { id: branch, nameVi: `Nhánh ${branch}`, start: steps[0], steps }
    })
    blocks.push({ id: 'side', nameVi: 'Song song', branches, join: { type: pick(['all', 'any'] as const) }, to: 'write' })
  }
  const approves = Math.floor(random() * 3)
  const chain = [
    'write',
    ...Array.from({ length: approves }, (_, index) => `agree-${index}`),
    'sign',
    ...(chance(0.5) ? ['enter'] : []),
    ...(chance(0.7) ? ['seal'] : []),
  ]
  const behind = (id: string) => chain[chain.indexOf(id) + 1] ?? 'end'
  made.push(
    ofKind('write', 'draft', [way('forward', behind('write')), ...(chance(0.3) ? [way('back', 'check', { back: true })] : [])]),
  )
  for (const id of chain.filter((each) => each.startsWith('agree')))
    made.push(
      ofKind(id, 'approve', [way('agreed', behind(id)), way('sendBack', chance(0.5) ? 'write' : 'check', { back: true })]),
    )
  made.push(
    ofKind('sign', 'sign', [
      way('granted', behind('sign'), { decision: 'GRANTED' }),
      ...(chance(0.8) ? [way('refused', chance(0.5) ? behind('sign') : 'end', { decision: 'REFUSED' })] : []),
      ...(chance(0.6) ? [way('sendBack', 'write', { back: true })] : []),
    ]),
  )
  if (chain.includes('enter')) made.push(ofKind('enter', 'number', [way('numbered', behind('enter'))]))
  if (chain.includes('seal')) made.push(ofKind('seal', 'issue', [way('issued', 'end')]))
  const steps = made.map(({ id, kind, outcomes, more }) => ({
    id,
    kind,
    nameVi: `Bước ${id}`,
    publicVi: 'Cơ quan đang xử lý hồ sơ',
    performer: UNITS[kind] ?? { role: 'officer', unitKind: 'justice' },
    limit: { unit: 'workingHour', amount: 0.5 },
    outcomes,
    source: 'sinh ngẫu nhiên',
    ...more,
  }))
  return definitionSchema.parse({
    ...sampleDefinition(),
    limit: { unit: 'workingDay', amount: 10 },
    code: '9.000000',
    start,
    steps,
    blocks,
    cases: [{ code: 'ordinary', nameVi: 'Thông thường', whenVi: 'Mọi hồ sơ', when: 'true', verified: false }],
  })
}

/** So many versions with graphs of different shapes, the same ones for the same seed. */
export function generatedVersions(count: number, seed = 1): ProcedureDefinition[] {
  const found = new Map<string, ProcedureDefinition>()
  for (let number = seed; found.size < count && number < seed + 20 * count; number += 1) {
    const definition = drawn(number)
    const shape = graphSignature(definition)
    if (!found.has(shape)) found.set(shape, definition)
  }
  return [...found.values()]
}
