import { router, staffEndpoint } from '#server/trpc.ts'
import { acceptDossier, handOver, refuseIntake, returnResult } from '../dossier/desk-commands.ts'
import {
  acceptInput,
  codeInput,
  commandInput,
  fileAtDeskInput,
  recordProofInput,
  refuseIntakeInput,
  returnResultInput,
} from '../dossier/dossier.schema.ts'
import { findForStaff } from '../dossier/find-dossier.ts'
import { proveObligation } from '../dossier/obligation-commands.ts'
import { fileAtDesk } from '../dossier/submit-draft.ts'
import { getRegister, registerFile } from '../register/get-register.ts'
import { registerFileInput, registerInput } from '../register/register.schema.ts'

/** A year of names and addresses: nobody needs it every second. */
const files = { points: 30, seconds: 60 }

/** `registerFile` serves the route handler of /api/register, which carries the bytes. */
export const deskRouter = router({
  find: staffEndpoint.input(codeInput).query(({ ctx, input }) => findForStaff(ctx.actor, input)),
  submit: staffEndpoint.input(fileAtDeskInput).mutation(({ ctx, input }) => fileAtDesk(ctx.actor, input)),
  accept: staffEndpoint.input(acceptInput).mutation(({ ctx, input }) => acceptDossier(ctx.actor, input)),
  refuseIntake: staffEndpoint.input(refuseIntakeInput).mutation(({ ctx, input }) => refuseIntake(ctx.actor, input)),
  handOver: staffEndpoint.input(commandInput).mutation(({ ctx, input }) => handOver(ctx.actor, input)),
  proveObligation: staffEndpoint.input(recordProofInput).mutation(({ ctx, input }) => proveObligation(ctx.actor, input)),
  returnResult: staffEndpoint.input(returnResultInput).mutation(({ ctx, input }) => returnResult(ctx.actor, input)),
  register: staffEndpoint.input(registerInput).query(({ ctx, input }) => getRegister(ctx.actor, input)),
  registerFile: staffEndpoint
    .meta({ audience: 'staff', limit: files, seconds: 60 })
    .input(registerFileInput)
    .query(({ ctx, input }) => registerFile(ctx.actor, input)),
})
