import type { Chart } from '../dossier/shell.ts'
import { vocabulary } from '../dossier/vocabulary.ts'
import type { DossierMachine } from './compile.ts'
import { at, isRecord, type Mutation, type Part, type Path } from './machine-parts.ts'
import { actionMutations, guardMutations, swapMutations } from './mutations.ts'

/** A copy in which one place is another; `undefined` takes it out. */
function changed(part: Part, [key, ...rest]: Path, to: Part): Part {
  if (key === undefined) return to
  if (Array.isArray(part))
    return part.flatMap((item, index) => {
      if (index !== key) return [item]
      const next = changed(item, rest, to)
      return next === undefined ? [] : [next]
    })
  if (!isRecord(part)) return part
  const { [key]: inner, ...others } = part
  const next = changed(inner, rest, to)
  // The order of events and states stays: XState reads histories in it.
  return next === undefined
    ? others
    : Object.fromEntries(Object.entries(part).map(([name, each]) => [name, name === key ? next : each]))
}

/** Shell states that an event might wrongly lead to. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  '#awaitingFee': '#arrived',
  '#arrived': '#refused',
  '#supplementBeforeIntake': '#refused',
  '#accepted': '#arrived',
  '#refused': '#withdrawn',
  '#withdrawn': '#refused',
  '#stopped': '#withdrawn',
  '#resultReady': '#stopped',
  '#returned': '#withdrawn',
  '#whereItStood': '#accepted',
  '#awaitingSupplement': '#suspended',
  '#awaitingObligation': '#suspended',
  '#suspended': '#awaitingObligation',
  '#withdrawalAsked': '#suspended',
}

/** Another step or block outside every other one, the next in the order of the version. */
function elsewhere(gates: readonly string[], target: string): string | null {
  const known = ELSEWHERE[target]
  if (known) return known
  if (!target.startsWith('#step-')) return null
  const here = gates.indexOf(target.slice('#step-'.length))
  const next = gates[(here + 1) % gates.length]
  return next === undefined || `#step-${next}` === target ? null : `#step-${next}`
}

interface Site {
  state: string
  event: string
  path: Path
  transition: Part
}

function sitesOf(node: Part, name: string, path: Path): { sites: Site[]; states: { name: string; path: Path; node: Part }[] } {
  const sites: Site[] = []
  const states = [{ name, path, node }]
  if (!isRecord(node)) return { sites, states: [] }
  for (const [event, given] of Object.entries(isRecord(node.on) ? node.on : {})) {
    const list = Array.isArray(given) ? given : null
    for (const [index, transition] of (list ?? []).entries())
      sites.push({ state: name, event, path: [...path, 'on', event, index], transition })
    if (!list) sites.push({ state: name, event, path: [...path, 'on', event], transition: given })
  }
  for (const [inner, child] of Object.entries(isRecord(node.states) ? node.states : {})) {
    const below = sitesOf(child, inner, [...path, 'states', inner])
    sites.push(...below.sites)
    states.push(...below.states)
  }
  return { sites, states }
}

const stepIn = (part: Part): string[] => {
  const guard = at(part, ['guard', 'params', 'step'])
  return typeof guard === 'string' ? [guard] : []
}

const targetOf = (transition: Part): string[] => {
  const target = typeof transition === 'string' ? transition : at(transition, ['target'])
  if (typeof target !== 'string') return []
  // Whoever leads to a step leads into processing.
  return [target.replace(/^#(step-)?/, ''), ...(target.startsWith('#step-') ? ['processing'] : [])]
}

function transitionMutations({ state, event, path, transition }: Site, gates: readonly string[]): Mutation[] {
  const target = typeof transition === 'string' ? transition : at(transition, ['target'])
  const wrong = typeof target === 'string' ? elsewhere(gates, target) : null
  const to = typeof target === 'string' ? [target.replace(/^#(step-)?/, '')] : []
  const steps = [
    state,
    ...(state === 'handling' ? ['accepted', 'processing'] : []),
    ...stepIn(transition),
    ...(event === 'REOPEN' || event === 'RECALL' ? to : []),
  ]
  const place = `${state} ${event} ${to.join()}`
  return [
    { operator: 'dropTransition', opens: [], place, event, steps, changes: [{ path, to: undefined }] },
    ...(wrong
      ? [
          {
            operator: 'retargetTransition' as const,
            opens: [],
            place: `${place} → ${wrong}`,
            event,
            steps: [...steps, ...to],
            changes: [{ path: typeof transition === 'string' ? path : [...path, 'target'], to: wrong }],
          },
        ]
      : []),
  ]
}

/** Every change that these operators can make to this machine. */
export function mutationsOf({ chart, definition }: DossierMachine): Mutation[] {
  const config: Part = chart.config
  const { sites, states } = sitesOf(config, 'dossier', [])
  const inBlocks = new Set(definition.blocks.flatMap(({ branches }) => branches.flatMap(({ steps }) => steps)))
  const gates = [
    ...definition.steps.map(({ id }) => id).filter((id) => !inBlocks.has(id)),
    ...definition.blocks.map(({ id }) => id),
  ]
  return [
    ...sites.flatMap((site) => [
      ...transitionMutations(site, gates),
      ...guardMutations(site.transition, site),
      ...actionMutations(at(site.transition, ['actions']), { ...site, path: [...site.path, 'actions'] }).map((mutation) => ({
        ...mutation,
        steps: [...mutation.steps, ...targetOf(site.transition)],
      })),
    ]),
    ...states.flatMap(({ name, path, node }) =>
      ['entry', 'exit'].flatMap((when) => actionMutations(at(node, [when]), { state: name, event: null, path: [...path, when] })),
    ),
    ...swapMutations(states),
  ]
}

export function mutate(machine: DossierMachine, { changes }: Mutation): DossierMachine {
  const config = changes.reduce<Part>((part: Part, { path, to }) => changed(part, path, to), machine.chart.config)
  return {
    ...machine,
    chart: vocabulary.createMachine(config as Parameters<typeof vocabulary.createMachine>[0]) as unknown as Chart,
  }
}
