import { describe, expect, it } from 'vitest'
import { projectFiles, textOf } from '../config/source-files.ts'

const judges = projectFiles
  .filter((file) => file.startsWith('tests/e2e/accessibility'))
  .map(textOf)
  .join('\n')

/** Pages that a journey comes to by pressing, with the name under which the checks look at them there. */
const reached: Record<string, string> = {
  '/apply/draft/[id]': "for (const part of ['',",
  '/apply/draft/[id]/[page]': "'/child'",
  '/apply/draft/[id]/check': "'check answers'",
  '/apply/draft/[id]/papers': "'/papers'",
  '/my/[code]/done': "'confirmation'",
  '/my/[code]/supplement/[id]': "'supplement'",
  '/my/petitions/[code]': "'petition'",
  '/payment/return': "'back from paying'",
  '/dossiers/[code]': "'dossier of the officer'",
  '/desk/petitions/[code]': "'slip of a petition'",
  '/desk/new/[id]': "'filing at the desk, with faults'",
  '/[...missing]': "'page that is not there'",
}
/** Shows nothing of its own: it leads on to the next page of the form. */
const silent = new Set(['/apply/draft/[id]/[page]/next'])

const literally = (text: string) => text.replace(/[.*+?^${}()|\]\\/]/g, String.raw`\$&`)

/** `/my/[code]/people` as the checks write it: a code, a template, or a list of parts. */
function isLookedAt(route: string): boolean {
  const known = reached[route]
  if (known !== undefined) return judges.includes(known)
  const parts = route.split('/').filter(Boolean)
  const last = parts.at(-1) ?? ''
  const pattern = parts
    .map((part) => (part.startsWith('[') ? String.raw`(?:\$\{[^}]+\}|[^/'\x60?]+)` : literally(part)))
    .join('/')
  const inTemplate = new RegExp(String.raw`['\x60]/${pattern}(?=['\x60?])`)
  const parent = parts
    .slice(0, -1)
    .map((part) => (part.startsWith('[') ? String.raw`(?:\$\{[^}]+\}|[^/'\x60?]+)` : literally(part)))
    .join('/')
  const inList = new RegExp(String.raw`\[[^\]]*'${literally(last)}'[^\]]*\][^\n]*/${parent}/\$\{part\}`)
  return inTemplate.test(judges) || inList.test(judges)
}

describe('every page', () => {
  it('is looked at by the checks of accessibility', () => {
    const routes = projectFiles
      .filter((file) => /^app\/(.*\/)?page\.tsx$/.test(file))
      .map((file) =>
        `/${file
          .replace(/^app\//, '')
          .replace(/\/?page\.tsx$/, '')
          .replaceAll(/\([^)]+\)\/?/g, '')}`.replace(/(.)\/$/, '$1'),
      )
    expect(routes.length).toBeGreaterThan(30)
    expect(routes.filter((route) => !silent.has(route) && !isLookedAt(route))).toEqual([])
  })
})
