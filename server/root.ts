import { accountRouter } from './modules/account/account.router.ts'
import { placeRouter } from './modules/agency/place.router.ts'
import { calendarRouter } from './modules/calendar/calendar.router.ts'
import { delegationRouter } from './modules/delegation/delegation.router.ts'
import { deskRouter } from './modules/desk/desk.router.ts'
import { documentRouter } from './modules/document/document.router.ts'
import { dossierRouter } from './modules/dossier/dossier.router.ts'
import { draftRouter } from './modules/draft/draft.router.ts'
import { exchangeRouter } from './modules/exchange/exchange.router.ts'
import { fileRouter } from './modules/file/file.router.ts'
import { historyRouter } from './modules/history/history.router.ts'
import { invitationRouter } from './modules/invitation/invitation.router.ts'
import { messageRouter } from './modules/message/message.router.ts'
import { notificationRouter } from './modules/notification/notification.router.ts'
import { paymentRouter } from './modules/payment/payment.router.ts'
import { petitionRouter } from './modules/petition/petition.router.ts'
import { procedureRouter } from './modules/procedure/procedure.router.ts'
import { ratingRouter } from './modules/rating/rating.router.ts'
import { workRouter } from './modules/work/work.router.ts'
import { router } from './trpc.ts'

export const appRouter = router({
  account: accountRouter,
  procedure: procedureRouter,
  place: placeRouter,
  draft: draftRouter,
  file: fileRouter,
  document: documentRouter,
  dossier: dossierRouter,
  desk: deskRouter,
  work: workRouter,
  delegation: delegationRouter,
  notice: notificationRouter,
  payment: paymentRouter,
  petition: petitionRouter,
  rating: ratingRouter,
  history: historyRouter,
  invitation: invitationRouter,
  message: messageRouter,
  exchange: exchangeRouter,
  calendar: calendarRouter,
})
export type AppRouter = typeof appRouter
