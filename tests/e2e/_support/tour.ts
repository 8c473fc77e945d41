import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import sharp from 'sharp'

/** Set by `npm run tour`: the folder that gets a picture of every page which the checks of accessibility visit. */
const folder = process.env.MOCUA_TOUR_DIR
const widths: readonly number[] = [1280, 360]
/** Of a long page the beginning: the repository stays light. */
const TALLEST = 1_800

/** A name of the file that is the same each time: codes and keys are left out. */
const plain = (text: string) =>
  text
    .replace(/^https?:\/\/[^/]+/, '')
    .replaceAll(/(PA-)?H\d+\.\d+(-\d+)+/g, 'ma')
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id')
    .replaceAll('đ', 'd')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-zA-Z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .toLowerCase()

/** A picture of the page as it stands, when pictures are wanted. */
export async function show(page: Page, what: string, width: number): Promise<void> {
  if (!folder || !widths.includes(width)) return
  mkdirSync(folder, { recursive: true })
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  // a dialog stands in the middle of the screen, not of a long page
  const fullPage = (await page.locator('dialog[open]').count()) === 0
  const picture = sharp(await page.screenshot({ fullPage, animations: 'disabled' }))
  const { height = 0 } = await picture.metadata()
  await picture
    .extract({ left: 0, top: 0, width, height: Math.min(height, TALLEST) })
    .resize({ width: Math.min(width, 800) })
    .webp({ quality: 42, effort: 5 })
    .toFile(join(folder, `${plain(what) || 'home'}-${width}.webp`))
}
