import { z } from 'zod'

interface Codes {
  code: string
  secret: string
}

/** What the endpoint said, or why it refused. */
export type Heard<View> = { view: View } | { fault: string }

/** The title and the middle of a page that has no script, as HTML. */
export interface StillPage {
  title: string
  main: string
}

/** Written beside the pages (app), called by the door; null: Next's matter. */
export type StillTracked<View> = (
  asked: Codes & { locale: 'vi' | 'en' },
  ask: (codes: Codes) => Promise<Heard<View>>,
) => Promise<StillPage | null>

/** The bundle of a build. What the view is, is between the endpoint and the page. */
export const stillPagesSchema = z.object({
  stillTracked: z.custom<StillTracked<unknown>>((value) => typeof value === 'function'),
})
