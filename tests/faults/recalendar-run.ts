import { recalendarOpenDossiers } from '#server/modules/calendar/recalendar.ts'

// One run of the job in a process of its own, so that it can be killed.
process.stdout.write('BEGUN\n')
await recalendarOpenDossiers()
process.stdout.write('ENDED\n')
process.exit(0)
