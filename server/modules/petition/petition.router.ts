import { anySignedInEndpoint, citizenEndpoint, publicEndpoint, router, staffEndpoint } from '#server/trpc.ts'
import { answerPetition, forwardPetition, referPetition, takePetition, withdrawPetition } from './handle-petition.ts'
import {
  actInput,
  answerInput,
  enterPetitionInput,
  forwardInput,
  listPetitionsInput,
  myPetitionsInput,
  petitionFileInput,
  petitionInput,
  petitionUploadSchema,
  referInput,
  referralInput,
  sendPetitionInput,
  trackPetitionInput,
} from './petition.schema.ts'
import { attachFile, openPetitionFile } from './petition-files.ts'
import {
  answeringAgencies,
  answerRule,
  getPetition,
  listPetitions,
  myPetitions,
  publishedAnswers,
  trackPetition,
} from './petition-views.ts'
import { myReferrals, noteReferral } from './referrals.ts'
import { enterPetition, petitionSlip, sendPetition } from './send-petition.ts'

/** Nobody has more to say in an hour. */
const SENDING = { points: 10, seconds: 3600 }

export const petitionRouter = router({
  agencies: publicEndpoint.query(() => answeringAgencies()),
  rule: publicEndpoint.query(() => answerRule()),
  published: publicEndpoint.input(myPetitionsInput).query(({ input }) => publishedAnswers(input)),
  mine: citizenEndpoint.input(myPetitionsInput).query(({ ctx, input }) => myPetitions(ctx.actor, input)),
  get: anySignedInEndpoint.input(petitionInput).query(({ ctx, input }) => getPetition(ctx.actor, input)),
  send: citizenEndpoint
    .meta({ audience: 'citizen', limit: SENDING })
    .input(sendPetitionInput)
    .mutation(({ ctx, input }) => sendPetition(ctx.actor, input)),
  enter: staffEndpoint.input(enterPetitionInput).mutation(({ ctx, input }) => enterPetition(ctx.actor, input)),
  slip: staffEndpoint.input(petitionInput).query(({ ctx, input }) => petitionSlip(ctx.actor, input)),
  // people mistype; machines that guess meet the limit
  track: publicEndpoint
    .meta({ audience: 'public', limit: { points: 20, seconds: 60 } })
    .input(trackPetitionInput)
    .query(({ input }) => trackPetition(input)),
  withdraw: citizenEndpoint.input(actInput).mutation(({ ctx, input }) => withdrawPetition(ctx.actor, input)),
  // a picture from a telephone far from the next mast
  attach: citizenEndpoint
    .meta({ audience: 'citizen', seconds: 600 })
    .input(petitionUploadSchema)
    .mutation(({ ctx, input }) => attachFile(ctx.actor, input)),
  file: anySignedInEndpoint.input(petitionFileInput).query(({ ctx, input }) => openPetitionFile(ctx.actor, input)),
  list: staffEndpoint.input(listPetitionsInput).query(({ ctx, input }) => listPetitions(ctx.actor, input)),
  take: staffEndpoint.input(actInput).mutation(({ ctx, input }) => takePetition(ctx.actor, input)),
  forward: staffEndpoint.input(forwardInput).mutation(({ ctx, input }) => forwardPetition(ctx.actor, input)),
  answer: staffEndpoint.input(answerInput).mutation(({ ctx, input }) => answerPetition(ctx.actor, input)),
  refer: staffEndpoint.input(referInput).mutation(({ ctx, input }) => referPetition(ctx.actor, input)),
  noteReferral: citizenEndpoint.input(referralInput).mutation(({ ctx, input }) => noteReferral(ctx.actor, input)),
  myReferrals: citizenEndpoint.query(({ ctx }) => myReferrals(ctx.actor)),
})
