/** What the desk wrote down for somebody without an account has a code of another shape than dossiers have. */
export const isOfPetition = (code: string): boolean => /^PA\./i.test(code.trim())
