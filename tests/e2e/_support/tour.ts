import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import sharp from 'sharp'

/** Set by `npm run tour`: the folder that gets a picture of every page which the checks of accessibility visit. */
const folder = process.env.MOCUA_TOUR_DIR
const widths: readonly number[] = [1280, 360]

const plain = (text: string) =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-zA-Z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .toLowerCase()

/** A picture of the page as it stands, when pictures are wanted. */
export async function show(page: Page, what: string, width: number): Promise<void> {
  if (!folder || !widths.includes(width)) return
  mkdirSync(folder, { recursive: true })
  const picture = await page.screenshot({ fullPage: true, animations: 'disabled' })
  await sharp(picture)
    .webp({ quality: 60, effort: 6 })
    .toFile(join(folder, `${plain(what) || 'home'}-${width}.webp`))
}
