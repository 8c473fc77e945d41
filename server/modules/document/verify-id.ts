import { randomBytes } from 'node:crypto'

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Name of a paper on /verify: 100 random bits, short enough to type from the paper. */
export const newVerifyId = (): string => Array.from(randomBytes(20), (byte) => CROCKFORD[byte % 32]).join('')
