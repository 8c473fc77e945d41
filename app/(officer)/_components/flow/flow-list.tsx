import { ArrowRight, Ban, Check, CircleDot, CornerUpLeft } from 'lucide-react'
import type { DescribedEdge, DescribedNode, Description } from '#workflows/procedure/describe.ts'
import styles from './flow.module.css'
import type { FlowMark } from './flow-layout.ts'
import { useFlowWords } from './use-flow-words.ts'

export type Marks = Readonly<Record<string, FlowMark>>

const wayIcons = { forward: ArrowRight, back: CornerUpLeft, refuse: Ban }
const markLooks = { done: 'due done', now: 'due', later: 'soft', skipped: 'soft' }

function Ways({ edges, nameOf }: { edges: readonly DescribedEdge[]; nameOf: (id: string) => string }) {
  const { t, say } = useFlowWords()
  return (
    <ul className={styles.ways}>
      {edges.map(({ id, kind, label, to, isConditional, isTacit }) => {
        const Icon = wayIcons[kind]
        return (
          <li key={id} className="small">
            <Icon aria-hidden="true" />
            <span>
              {t(`way.${kind}`)} {label && <b>{say(label)}</b>} → {nameOf(to)}
              {isConditional && ` (${t('conditional')})`}
              {isTacit && ` (${t('tacit')})`}
            </span>
          </li>
        )
      })}
    </ul>
  )
}

function Facts({ node }: { node: DescribedNode }) {
  const { t, say, limitText, limitWords, joinWords } = useFlowWords()
  const { stepKind, who, limitOfCases, whenLate, onlyIn, members, chosen, silenceConsents, checks, makes, pauseApprover, sub } =
    node
  const kind = stepKind ? t(`kind.${stepKind}`) : null
  const facts = [
    [kind, who ? say(who) : null].filter(Boolean).join(' · '),
    limitWords(node),
    ...limitOfCases.map((one) => t('limitOfCase', { case: say(one.name), limit: limitText(one.limit) })),
    whenLate && whenLate !== 'warn' ? t(`late.${whenLate}`) : null,
    onlyIn ? t('onlyIn', { cases: onlyIn.map(({ name }) => say(name)).join('; ') }) : null,
    ...members.map((member) =>
      [
        t('member', { name: say(member.name), who: say(member.who) }),
        member.limit ? limitText(member.limit) : null,
        member.isConditional ? t('conditional') : null,
      ]
        .filter(Boolean)
        .join(', '),
    ),
    chosen ? t('chosen', { min: chosen.min, max: chosen.max, who: say(chosen.who) }) : null,
    members.length > 0 || chosen ? joinWords(node) : null,
    silenceConsents ? t('silence') : null,
    checks.length > 0 ? t('checks', { list: checks.map(say).join('; ') }) : null,
    ...makes.map(({ form, at }) => t(at === 'open' ? 'makesOnOpen' : 'makesOnClose', { form: t(`forms.${form}`) })),
    pauseApprover ? t('pauseApprover', { who: say(pauseApprover) }) : null,
    sub ? t('sub', { code: sub }) : null,
    stepKind && !node.isPublic ? t('hidden') : null,
  ].filter((fact) => fact !== null && fact !== '')
  return facts.map((fact) => (
    <p key={fact} className="small soft">
      {fact}
    </p>
  ))
}

/** Everything that the diagram shows, in words and in reading order; blocks hold their branches. */
export function FlowList({ description: { nodes, edges }, marks }: { description: Description; marks?: Marks }) {
  const { t, say, joinWords } = useFlowWords()
  const names = new Map(nodes.map(({ id, name }) => [id, say(name)]))
  const nameOf = (id: string) => names.get(id) ?? id
  const item = (node: DescribedNode) => {
    const mark = marks?.[node.id]
    const outward = edges.filter(({ from, label }) => from === node.id && (label !== null || node.kind === 'join'))
    return (
      <li
        key={node.id}
        id={`way-${node.id}`}
        className={mark === 'now' ? styles.isNow : mark === 'skipped' ? styles.isSkipped : undefined}
        aria-current={mark === 'now' ? 'step' : undefined}
      >
        <p className={styles.head}>
          <b>{nameOf(node.id)}</b>
          {mark && (
            <span className={`${markLooks[mark]} small`}>
              {mark === 'done' && <Check />}
              {mark === 'now' && <CircleDot />}
              {t(`mark.${mark}`)}
            </span>
          )}
        </p>
        {node.kind === 'block' && (
          <>
            <p className="small soft">{joinWords(node)}</p>
            {branchesOf(node)}
          </>
        )}
        <Facts node={node} />
        {node.kind !== 'block' && outward.length > 0 && <Ways edges={outward} nameOf={nameOf} />}
      </li>
    )
  }
  function branchesOf(block: DescribedNode) {
    const inside = nodes.filter((node) => node.kind === 'step' && node.block === block.id)
    const branches = Map.groupBy(inside, ({ branch }) => branch?.id ?? '')
    return (
      <ul className={styles.branches}>
        {[...branches].map(([id, steps]) => {
          const branch = steps[0]?.branch
          return (
            <li key={id}>
              {branch && (
                <p>
                  {t('branch', { name: say(branch.name) })}{' '}
                  {branch.isConditional && <span className="soft">({t('conditional')})</span>}
                </p>
              )}
              <ol>{steps.map(item)}</ol>
            </li>
          )
        })}
      </ul>
    )
  }
  return <ol className={styles.list}>{nodes.filter(({ kind, block }) => kind !== 'step' || block === null).map(item)}</ol>
}
