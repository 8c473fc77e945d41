import { definitionSchema, type ProcedureDefinition } from '../procedure/definition.ts'
import p1000894 from './1.000894.json' with { type: 'json' }
import p1001193 from './1.001193.json' with { type: 'json' }
import p1001612 from './1.001612.json' with { type: 'json' }
import p1012783 from './1.012783.json' with { type: 'json' }
import p1012784 from './1.012784.json' with { type: 'json' }
import p1012786 from './1.012786.json' with { type: 'json' }
import p2000815 from './2.000815.json' with { type: 'json' }

/** Read as unknown: what a file holds is checked when it is read, and the compiler need not compare the shapes of all files. */
const read = (file: unknown): ProcedureDefinition => definitionSchema.parse(file)

/** Every definition that is published from here, by code; the only place that names procedures. */
export const catalogue: readonly ProcedureDefinition[] = [
  read(p1000894),
  read(p1001193),
  read(p1001612),
  read(p1012783),
  read(p1012784),
  read(p1012786),
  read(p2000815),
]
