import { Life } from '../../dossier/life.test-support.ts'
import { openStepWorks } from '../../dossier/reading.ts'
import type { ProcedureDefinition } from '../definition.ts'
import { sampleDefinition } from '../sample.test-support.ts'

type Way = string | { id: string; to: string; [more: string]: unknown }

const outcome = (way: Way) => ({ labelVi: 'Chuyển tiếp', ...(typeof way === 'string' ? { id: 'done', to: way } : way) })

/** A step that somebody does; a target alone is the one outcome `done`. */
export const step = (id: string, ways: Way | Way[], more: object = {}) => ({
  id,
  kind: 'review',
  nameVi: `Bước ${id}`,
  publicVi: 'Cơ quan đang xử lý hồ sơ',
  performer: { role: 'officer', unitKind: 'justice' },
  limit: null,
  outcomes: (Array.isArray(ways) ? ways : [ways]).map(outcome),
  source: 'thiết kế',
  ...more,
})

/** Every small flow ends with a signature, which decides. */
export const SIGN = step('sign', [{ id: 'done', to: 'end', decision: 'GRANTED' }], { kind: 'sign' })

export const branch = (id: string, steps: string[], when?: string) => ({
  id,
  nameVi: `Nhánh ${id}`,
  start: steps[0],
  steps,
  ...(when === undefined ? {} : { when }),
})
export const block = (id: string, branches: object[], join: object, to = 'sign') => ({
  id,
  nameVi: `Khối ${id}`,
  branches,
  join,
  to,
})
export const member = (id: string, more: object = {}) => ({
  id,
  nameVi: `Cơ quan ${id}`,
  performer: { role: 'officer', unitKind: 'economy' },
  ...more,
})
export const ANSWERS = [
  { id: 'yes', labelVi: 'Đồng ý', counts: 'for' },
  { id: 'no', labelVi: 'Không đồng ý', counts: 'against' },
]
/** A step in which others are asked. */
export const consult = (id: string, members: object, ways: Way | Way[] = 'sign') =>
  step(id, ways, { kind: 'consult', members: { limit: null, silence: 'waits', answers: ANSWERS, ...members } })

export const flowDefinition = (start: string, steps: object[], blocks: object[] = []): ProcedureDefinition =>
  sampleDefinition({ start, steps: [...steps, SIGN], blocks, fees: [], results: sampleDefinition().results.slice(0, 1) })

/** A dossier of a small flow; its state is frozen to text and read back after every event (`Life`). */
export class Flow extends Life {
  private conditions: Record<string, boolean> = {}

  /** Opened, accepted and handed over to the first step. */
  begin(): this {
    return this.open().tell({ type: 'ACCEPT', receivedAt: this.now }, 'desk').tell({ type: 'HAND_OVER' }, 'desk', this.told)
  }
  get told() {
    return { conditions: this.conditions }
  }
  /** From here on these conditions hold, or do not. */
  given(conditions: Record<string, boolean>): this {
    this.conditions = { ...this.conditions, ...conditions }
    return this
  }
  /** The steps where it stands. */
  get at(): string[] {
    return openStepWorks(this.context).map((work) => work.step)
  }
  work(of: string): string {
    return openStepWorks(this.context).find((work) => work.step === of)?.workId ?? 'none'
  }
  do(of: string, result = 'done'): this {
    const workId = this.work(of)
    return this.tell({ type: 'COMPLETE_STEP', workId, outcome: result, reasonRef: 'r' }, `${of}-person`, this.told)
  }
  opinion(of: string, who: string, answer = 'yes'): this {
    return this.tell({ type: 'GIVE_OPINION', workId: this.work(of), member: who, answer, dataRef: 'd' }, who)
  }
  /** How often a step was opened. */
  rounds(of: string): number {
    return this.context.work.filter((work) => work.step === of && work.member === null).length
  }
  outcomeOf(workId: string): string | null {
    return this.context.work.find((work) => work.workId === workId)?.outcome ?? null
  }
  /** Signed and returned: the end that every flow reaches. */
  toTheEnd(): this {
    return this.do('sign').tell({ type: 'RETURN_RESULT', deliveryId: 'd1' }, 'desk')
  }
}

export const flow = (start: string, steps: object[], blocks: object[] = []): Flow =>
  new Flow(flowDefinition(start, steps, blocks)).begin()
