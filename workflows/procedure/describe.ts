import type { Limit } from '../working-time/working-time.schema.ts'
import type {
  Block,
  FormCode,
  Join,
  Member,
  Performer,
  ProcedureDefinition,
  Role,
  Step,
  StepKind,
  UnitKind,
} from './definition.ts'

export interface Words {
  vi: string
  en: string | null
}

/** How a place calls its roles, sections and agencies; a version knows only their kinds. */
export interface PlaceNames {
  role: (role: Role) => Words
  unitKind: (kind: UnitKind) => Words
  /** Null: no agency of this code here. */
  agency: (code: string) => Words | null
}

export interface DescribedMember {
  name: Words
  who: Words
  limit: Limit | null
  isConditional: boolean
}

/** A place where a dossier can stand (a part of the shell, a step), or where ways part and meet again (a block and its join). */
export interface DescribedNode {
  id: string
  kind: 'shell' | 'step' | 'block' | 'join'
  name: Words
  stepKind: StepKind | null
  /** What the applicant reads meanwhile. */
  sentence: Words | null
  /** Hidden steps are never named to the applicant. */
  isPublic: boolean
  who: Words | null
  limit: Limit | null
  limitOfCases: { name: Words; limit: Limit }[]
  /** The law does not count the time spent here. */
  isOutsideLimit: boolean
  whenLate: Step['whenLate'] | null
  /** The cases in which it is reached, by code and in words; null: in all of them. */
  onlyIn: { code: string; name: Words }[] | null
  members: DescribedMember[]
  chosen: { min: number; max: number; who: Words } | null
  /** How many members or branches have to be ready. */
  join: Join | null
  silenceConsents: boolean
  checks: Words[]
  makes: { form: FormCode; at: 'open' | 'close' }[]
  pauseApprover: Words | null
  /** Another procedure that is opened from here. */
  sub: string | null
  block: string | null
  branch: { id: string; name: Words; isConditional: boolean } | null
}

export interface DescribedEdge {
  id: string
  from: string
  to: string
  /** `refuse`: the way of a refusal; `back`: to an earlier step, with a reason. */
  kind: 'forward' | 'back' | 'refuse'
  /** Null: there is nothing to choose. */
  label: Words | null
  /** Only possible when an answer or finding allows it. */
  isConditional: boolean
  /** Taken by itself when the time is over. */
  isTacit: boolean
}

/** One description of a version, from which the diagram, the ordered list and the applicant's line of progress are all made. */
export interface Description {
  /** In reading order: nobody stands before what it follows, ways back apart. */
  nodes: DescribedNode[]
  edges: DescribedEdge[]
}

export const SHELL_NODES = {
  filing: '@filing',
  intake: '@intake',
  result: '@result',
  returned: '@returned',
  refused: '@refused',
} as const
export const joinNode = (block: string): string => `@join-${block}`

const words = (vi: string, en: string | undefined | null = null): Words => ({ vi, en: en ?? null })

const plain: Omit<DescribedNode, 'id' | 'kind' | 'name'> = {
  stepKind: null,
  sentence: null,
  isPublic: true,
  who: null,
  limit: null,
  limitOfCases: [],
  isOutsideLimit: false,
  whenLate: null,
  onlyIn: null,
  members: [],
  chosen: null,
  join: null,
  silenceConsents: false,
  checks: [],
  makes: [],
  pauseApprover: null,
  sub: null,
  block: null,
  branch: null,
}

function whoOf({ role, unitKind, agency }: Performer, names: PlaceNames): Words {
  const [person, unit] = [names.role(role), names.unitKind(unitKind)]
  const place =
    agency === 'competent'
      ? null
      : agency === 'receivingPoint'
        ? words('nơi nhận hồ sơ', 'where it was filed')
        : names.agency(agency)
  const known = agency === 'competent' || agency === 'receivingPoint' || place ? place : words(agency, agency)
  const join = (parts: (string | null | undefined)[]) => [...new Set(parts.filter(Boolean))].join(', ')
  return {
    vi: join([person.vi, unit.vi, known?.vi]),
    en: join([person.en ?? person.vi, unit.en ?? unit.vi, known?.en ?? known?.vi]),
  }
}

const memberOf = (member: Member, common: Limit | null, names: PlaceNames): DescribedMember => ({
  name: words(member.nameVi, member.nameEn),
  who: whoOf(member.performer, names),
  limit: member.limit === undefined ? common : member.limit,
  isConditional: member.when !== undefined,
})

function stepNode(definition: ProcedureDefinition, step: Step, names: PlaceNames): DescribedNode {
  const { members } = step
  const block = definition.blocks.find(({ branches }) => branches.some(({ steps }) => steps.includes(step.id)))
  const branch = block?.branches.find(({ steps }) => steps.includes(step.id))
  const caseName = (code: string) => {
    const found = definition.cases.find((each) => each.code === code)
    return found ? words(found.nameVi, found.nameEn) : words(code, code)
  }
  return {
    ...plain,
    id: step.id,
    kind: 'step',
    name: words(step.nameVi, step.nameEn),
    stepKind: step.kind,
    sentence: words(step.publicVi, step.publicEn),
    isPublic: step.isPublic,
    who: whoOf(step.performer, names),
    limit: step.limit,
    limitOfCases: definition.cases.flatMap(({ code, stepLimits }) => {
      const limit = stepLimits[step.id]
      return limit ? [{ name: caseName(code), limit }] : []
    }),
    isOutsideLimit: step.outsideLimit !== undefined,
    whenLate: step.limit === null ? null : step.whenLate,
    onlyIn: step.onlyIn?.map((code) => ({ code, name: caseName(code) })) ?? null,
    members: members?.fixed.map((member) => memberOf(member, members.limit, names)) ?? [],
    chosen: members?.chosen
      ? {
          min: members.chosen.min,
          max: members.chosen.max,
          who: whoOf({ role: members.chosen.role, unitKind: members.chosen.unitKind, agency: 'competent' }, names),
        }
      : null,
    join: members?.join ?? null,
    silenceConsents: members?.silence === 'consents',
    checks: step.checks.map(({ labelVi, labelEn }) => words(labelVi, labelEn)),
    makes: step.makes,
    pauseApprover: step.pauseApprover === null ? null : names.role(step.pauseApprover),
    sub: step.sub?.procedure ?? null,
    block: block?.id ?? null,
    branch: branch
      ? { id: branch.id, name: words(branch.nameVi, branch.nameEn), isConditional: branch.when !== undefined }
      : null,
  }
}

const blockNodes = ({ id, nameVi, nameEn, join }: Block): DescribedNode[] => [
  { ...plain, id, kind: 'block', name: words(nameVi, nameEn), join },
  {
    ...plain,
    id: joinNode(id),
    kind: 'join',
    name: words(`Xong: ${nameVi}`, nameEn ? `Done: ${nameEn}` : null),
    join,
    block: id,
  },
]

const shellNode = (id: string, vi: string, en: string, sentence?: Words): DescribedNode => ({
  ...plain,
  id,
  kind: 'shell',
  name: words(vi, en),
  sentence: sentence ?? null,
})

function edgesOf({ steps, blocks, start }: ProcedureDefinition): DescribedEdge[] {
  const edges: DescribedEdge[] = []
  const ways = new Map<string, number>()
  const add = (from: string, to: string, more: Partial<DescribedEdge> = {}) => {
    const way = `${from}>${to}`
    const n = (ways.get(way) ?? 0) + 1
    ways.set(way, n)
    edges.push({ id: `${way}#${n}`, from, to, kind: 'forward', label: null, isConditional: false, isTacit: false, ...more })
  }
  const target = (to: string) => (to === 'end' ? SHELL_NODES.result : to)
  add(SHELL_NODES.filing, SHELL_NODES.intake)
  add(SHELL_NODES.intake, SHELL_NODES.refused, {
    kind: 'refuse',
    label: words('Không tiếp nhận', 'Not accepted'),
  })
  add(SHELL_NODES.intake, start)
  for (const block of blocks) {
    for (const branch of block.branches)
      add(block.id, branch.start, { label: words(branch.nameVi, branch.nameEn), isConditional: branch.when !== undefined })
    add(joinNode(block.id), target(block.to))
  }
  for (const step of steps) {
    const block = blocks.find(({ branches }) => branches.some((branch) => branch.steps.includes(step.id)))
    for (const { id, to, labelVi, labelEn, back, decision, when } of step.outcomes)
      add(step.id, to === 'join' ? joinNode(block?.id ?? '') : target(to), {
        kind: back ? 'back' : decision === 'REFUSED' ? 'refuse' : 'forward',
        label: words(labelVi, labelEn),
        isConditional: when !== undefined,
        isTacit: step.whenLate === 'consent' && step.lateOutcome === id,
      })
  }
  add(SHELL_NODES.result, SHELL_NODES.returned)
  return edges
}

/** Depth first, so that what belongs together stays together; the order of the definition decides between equals. */
function readingOrder(nodes: readonly DescribedNode[], edges: readonly DescribedEdge[]): DescribedNode[] {
  const next = Map.groupBy(
    edges.filter(({ kind }) => kind !== 'back'),
    ({ from }) => from,
  )
  const rank = new Map(nodes.map(({ id }, index) => [id, index]))
  const seen = new Set<string>()
  const finished: string[] = []
  const visit = (id: string) => {
    if (seen.has(id)) return
    seen.add(id)
    const followers = [...new Set(next.get(id)?.map(({ to }) => to))]
    for (const to of followers.sort((a, b) => (rank.get(b) ?? 0) - (rank.get(a) ?? 0))) visit(to)
    finished.push(id)
  }
  visit(SHELL_NODES.filing)
  const place = new Map(finished.toReversed().map((id, index) => [id, index]))
  return nodes.toSorted((a, b) => (place.get(a.id) ?? nodes.length) - (place.get(b.id) ?? nodes.length))
}

export function describeVersion(definition: ProcedureDefinition, names: PlaceNames): Description {
  const edges = edgesOf(definition)
  const nodes: DescribedNode[] = [
    shellNode(SHELL_NODES.filing, 'Nộp hồ sơ', 'Filing'),
    shellNode(SHELL_NODES.intake, 'Tiếp nhận', 'Intake'),
    ...definition.steps.map((step) => stepNode(definition, step, names)),
    ...definition.blocks.flatMap(blockNodes),
    shellNode(SHELL_NODES.result, 'Có kết quả', 'Result ready'),
    shellNode(SHELL_NODES.returned, 'Trả kết quả', 'Result returned'),
    shellNode(SHELL_NODES.refused, 'Không được tiếp nhận', 'Not accepted'),
  ]
  return { nodes: readingOrder(nodes, edges), edges }
}
