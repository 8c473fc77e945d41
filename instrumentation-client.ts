import { config } from 'zod/v4/core'

// zod compiles validators from strings, which the content security policy forbids; this must stand before the first schema is made.
config({ jitless: true })
