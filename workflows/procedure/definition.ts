import { z } from 'zod'
import { feeItemSchema } from '../fee/fee.schema.ts'
import { eligibilitySchema, faultsOfEligibility } from '../form/eligibility.ts'
import { formSchema } from '../form/form.schema.ts'
import { text } from '../text.ts'
import { limitSchema } from '../working-time/working-time.schema.ts'
import { BOUNDS } from './bounds.ts'
import { idSchema, roleSchema } from './performer.ts'
import { blockSchema, stepSchema } from './step.schema.ts'

export * from './performer.ts'
export * from './step.schema.ts'

export const paperSchema = z.object({
  code: idSchema,
  nameVi: text().min(1),
  nameEn: text().optional(),
  noteVi: text().optional(),
  required: z.boolean(),
  /** FEEL: required when this holds; `requiredVi` says it in words. */
  requiredIf: text().optional(),
  requiredVi: text().optional(),
  original: z.int().min(0),
  certified: z.int().min(0),
  copies: z.int().min(0),
  source: z.enum(['applicant', 'resident-data', 'previous-result', 'declaration']),
  /** The applicant has to show the original at the desk; the desk records that it was seen. */
  originalsShown: z.boolean().default(false),
  /** Asked as an uploaded file when filed online (a declaration is the e-form itself). */
  upload: z.boolean(),
  verified: z.boolean().default(false),
})
export type Paper = z.infer<typeof paperSchema>

export const caseSchema = z.object({
  code: idSchema,
  nameVi: text().min(1),
  nameEn: text().optional(),
  whenVi: text().min(1),
  /** FEEL over answers and facts {receivedOn, channel}; the first case that holds is taken, the last one must be `true`. */
  when: text().min(1),
  limit: limitSchema.optional(),
  /** Step limits that differ in this case, by step id. */
  stepLimits: z.record(text(), limitSchema).default({}),
  addPapers: z.array(paperSchema).max(BOUNDS.papers).default([]),
  dropPapers: z.array(idSchema).default([]),
  requirePapers: z.array(idSchema).default([]),
  verified: z.boolean(),
})
export type ProcedureCase = z.infer<typeof caseSchema>

const reasonSchema = z.object({ code: idSchema, vi: text().min(1), en: text().optional() })

const definitionShape = z.object({
  schema: z.literal(1),
  code: z.string().regex(/^\d\.\d{6}$/),
  version: z.int().min(1),
  nameVi: text().min(1),
  nameEn: text().min(1),
  summaryVi: text().min(1),
  summaryEn: text().min(1),
  audienceVi: text().min(1),
  conditionsVi: z.array(text()).default([]),
  fieldCode: text().min(1),
  fieldVi: text().min(1),
  level: z.enum(['province', 'commune']),
  competentAgencyKind: text().min(1),
  competentAgencyVi: text().min(1),
  online: z.object({
    level: z.enum(['full', 'partial', 'information']),
    partialReason: z.enum(['mustBePresent', 'originalsShown', 'siteCheck', 'technicalFault', 'other']).optional(),
    partialReasonVi: text().optional(),
  }),
  /** Through which doors a dossier may be opened. */
  sources: z.array(z.enum(['ONLINE', 'DESK', 'PORTAL', 'POST', 'IMPORT'])).min(1),
  route: z.enum(['LOCAL', 'MINISTRY', 'NATIONAL']),
  effectiveFrom: z.iso.date(),
  effectiveTo: z.iso.date().nullable(),
  limit: limitSchema,
  limitBasis: text().min(1),
  /** The desk's time to answer an arrival (NĐ 45/2020 Điều 11 from memory: a setting with its source, not law stated here). */
  intakeLimit: limitSchema,
  intakeBasis: text().min(1),
  /** How long a dossier waits for money that must come before intake; absent: it waits until the applicant withdraws. */
  feeLimit: limitSchema.optional(),
  feeBasis: text().optional(),
  /** Accepting at the desk also hands the dossier over (work done at the counter). */
  handOverOnAccept: z.boolean().default(false),
  supplement: z.object({
    max: z.int().min(0),
    limit: limitSchema,
    afterLimit: z.enum(['stop', 'resume']),
    clock: z.enum(['resume', 'restart']),
    basis: text().min(1),
    /** Who may agree to one more request beyond `max`; null: nobody. */
    beyondApprover: roleSchema.nullable().default(null),
  }),
  /** Moving the promised date needs somebody else's agreement: the approver's, who is not the one who asks. */
  extension: z.object({ max: z.int().min(0), basis: text().min(1), approver: roleSchema.default('leader') }),
  form: formSchema,
  /** What would stop a filing in the end is asked before it begins. */
  eligibility: eligibilitySchema.optional(),
  papers: z.array(paperSchema).max(BOUNDS.papers),
  fees: z.array(feeItemSchema).max(BOUNDS.fees),
  cases: z.array(caseSchema).min(1).max(BOUNDS.cases),
  /** A step or block id. */
  start: idSchema,
  steps: z.array(stepSchema).min(1).max(BOUNDS.steps),
  blocks: z.array(blockSchema).max(BOUNDS.blocks).default([]),
  results: z.array(
    z.object({
      code: idSchema,
      nameVi: text().min(1),
      nameEn: text().optional(),
      kind: z.enum(['certificate', 'decision', 'copy', 'refusal', 'reply']),
      decision: z.enum(['GRANTED', 'REFUSED']),
      /** FEEL over the same names as lines: issued when it holds at the decision. Absent: always. All that hold are issued, each a paper. */
      when: text().min(1).optional(),
      validityVi: text().optional(),
      /** Lines of the printed result: label and FEEL text over answers, step data and dossier facts. */
      lines: z.array(z.object({ labelVi: text().min(1), value: text().min(1) })),
    }),
  ),
  supplementReasons: z.array(reasonSchema).max(BOUNDS.list),
  refusalReasons: z.array(reasonSchema).max(BOUNDS.list),
  synonyms: z.array(z.string()).max(BOUNDS.list),
  lifeEvents: z.array(z.string()).max(BOUNDS.list),
  legalBasis: z.array(z.string()).min(1).max(BOUNDS.list),
  verified: z.boolean(),
  verifiedNoteVi: text(),
  sourceNotes: z.array(z.string()).max(BOUNDS.list),
})

/** The three levels of service, and through which doors each may be entered. */
export const definitionSchema = definitionShape.superRefine(({ online, sources, form, eligibility, papers, cases }, issues) => {
  const isDistant = sources.includes('ONLINE') || sources.includes('PORTAL')
  const refuse = (path: string[], message: string) => issues.addIssue({ code: 'custom', path, message })
  if (online.level === 'information' && isDistant) refuse(['sources'], 'definition.informationIsNotFiled')
  if (online.level === 'partial' && (!online.partialReason || !online.partialReasonVi?.trim()))
    refuse(['online', 'partialReasonVi'], 'definition.partialNeedsReason')
  for (const { path, message, params } of faultsOfEligibility(eligibility ?? [], form))
    issues.addIssue({ code: 'custom', path: ['eligibility', ...path], message, params })
  const codes = new Set([...papers, ...cases.flatMap(({ addPapers }) => addPapers)].map(({ code }) => code))
  for (const [page, { fields }] of form.pages.entries())
    for (const [index, field] of fields.entries())
      if (field.type === 'file' && !codes.has(field.paper))
        issues.addIssue({
          code: 'custom',
          path: ['form', 'pages', page, 'fields', index, 'paper'],
          message: 'definition.paperUnknown',
          params: { name: field.paper },
        })
})
export type ProcedureDefinition = z.infer<typeof definitionSchema>
/** As it is written by hand, before defaults are filled in. */
export type DefinitionInput = z.input<typeof definitionSchema>
