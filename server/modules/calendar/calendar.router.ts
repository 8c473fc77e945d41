import { router, staffEndpoint } from '#server/trpc.ts'
import {
  calendarYearInput,
  confirmYearInput,
  previewInput,
  proposeInput,
  publishInput,
  removeDayInput,
  saveDayInput,
  saveSwapInput,
  saveWeekInput,
} from './calendar.schema.ts'
import { confirmDays, dropDay, proposeDays, saveDay, saveSwap, saveWeek } from './edit-days.ts'
import { calendarOverview, calendarYear } from './get-calendars.ts'
import { previewCalendar } from './preview-calendar.ts'
import { publishCalendar } from './publish-calendar.ts'

export const calendarRouter = router({
  overview: staffEndpoint.query(({ ctx }) => calendarOverview(ctx.actor)),
  year: staffEndpoint.input(calendarYearInput).query(({ ctx, input }) => calendarYear(ctx.actor, input)),
  preview: staffEndpoint.input(previewInput).query(({ ctx, input }) => previewCalendar(ctx.actor, input)),
  propose: staffEndpoint.input(proposeInput).mutation(({ ctx, input }) => proposeDays(ctx.actor, input)),
  saveDay: staffEndpoint.input(saveDayInput).mutation(({ ctx, input }) => saveDay(ctx.actor, input)),
  saveSwap: staffEndpoint.input(saveSwapInput).mutation(({ ctx, input }) => saveSwap(ctx.actor, input)),
  removeDay: staffEndpoint.input(removeDayInput).mutation(({ ctx, input }) => dropDay(ctx.actor, input)),
  confirmYear: staffEndpoint.input(confirmYearInput).mutation(({ ctx, input }) => confirmDays(ctx.actor, input)),
  saveWeek: staffEndpoint.input(saveWeekInput).mutation(({ ctx, input }) => saveWeek(ctx.actor, input)),
  publish: staffEndpoint.input(publishInput).mutation(({ ctx, input }) => publishCalendar(ctx.actor, input)),
})
