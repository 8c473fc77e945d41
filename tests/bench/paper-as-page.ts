import { pathToFileURL } from 'node:url'
import { isValidElement, type ReactNode } from 'react'
import { FAMILY, fontFiles } from '#server/modules/document/fonts.ts'

// A paper of ours as a page for a browser: the same elements, words, measures, fonts and drawings.

const TAGS: Partial<Record<string, string>> = {
  DOCUMENT: 'main',
  PAGE: 'section',
  VIEW: 'div',
  TEXT: 'p',
  SVG: 'svg',
  PATH: 'path',
}
const UNITLESS = ['fontWeight', 'lineHeight', 'flexGrow', 'flexShrink', 'flex', 'opacity']
const SIDES: Partial<Record<string, string[]>> = { Horizontal: ['left', 'right'], Vertical: ['top', 'bottom'] }

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

function styleOf(style: unknown): string {
  if (Array.isArray(style)) return style.map(styleOf).join('')
  if (typeof style !== 'object' || style === null) return ''
  return Object.entries(style)
    .flatMap(([name, value]) => {
      if (value === undefined) return []
      const written = typeof value === 'number' && !UNITLESS.includes(name) ? `${value}pt` : String(value)
      const [, base = '', side = ''] = /^(padding|margin)(Horizontal|Vertical)$/.exec(name) ?? []
      return (SIDES[side]?.map((each) => `${base}-${each}`) ?? [kebab(name)]).map((each) => `${each}:${written};`)
    })
    .join('')
}

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

function write(node: ReactNode, isInText: boolean): string {
  if (typeof node === 'string' || typeof node === 'number') return escaped(String(node))
  if (Array.isArray(node)) return node.map((each) => write(each, isInText)).join('')
  if (!isValidElement<Record<string, unknown>>(node)) return ''
  const { type, props } = node
  if (typeof type === 'function') return write((type as (given: object) => ReactNode)(props), isInText)
  const given = typeof props.render === 'function' ? props.render({ pageNumber: 1, totalPages: 1 }) : props.children
  const isText = type === 'TEXT'
  const tag = isText && isInText ? 'span' : typeof type === 'string' ? (TAGS[type] ?? 'div') : 'div'
  const drawn = ['viewBox', 'preserveAspectRatio', 'd', 'fill'].map((name) =>
    typeof props[name] === 'string' ? ` ${name}="${escaped(String(props[name]))}"` : '',
  )
  return `<${tag}${drawn.join('')} style="${escaped(styleOf(props.style))}">${write(given as ReactNode, isText || isInText)}</${tag}>`
}

const FACES = ['400', '700', '400;font-style:italic', '700;font-style:italic']

export function asPage(paper: ReactNode): string {
  const faces = fontFiles().map(
    (file, index) => `@font-face{font-family:${FAMILY};src:url("${pathToFileURL(file).href}");font-weight:${FACES[index]}}`,
  )
  return `<!doctype html><html lang="vi"><meta charset="utf-8"><style>${faces.join('')}
    @page{size:A5;margin:10mm}*{margin:0;box-sizing:border-box;border:0 solid}body{font-family:${FAMILY};font-size:9.5pt}
    div,section,main{display:flex;flex-direction:column}</style>${write(paper, false)}</html>`
}
