import { definitionSchema, type ProcedureDefinition } from '../procedure/definition.ts'
import p1000656 from './1.000656.json' with { type: 'json' }
import p1000894 from './1.000894.json' with { type: 'json' }
import p1001022 from './1.001022.json' with { type: 'json' }
import p1001193 from './1.001193.json' with { type: 'json' }
import p1001266 from './1.001266.json' with { type: 'json' }
import p1001570 from './1.001570.json' with { type: 'json' }
import p1001612 from './1.001612.json' with { type: 'json' }
import p1001699 from './1.001699.json' with { type: 'json' }
import p1001776 from './1.001776.json' with { type: 'json' }
import p1002755 from './1.002755.json' with { type: 'json' }
import p1004194 from './1.004194.json' with { type: 'json' }
import p1004222 from './1.004222.json' with { type: 'json' }
import p1004859 from './1.004859.json' with { type: 'json' }
import p1004873 from './1.004873.json' with { type: 'json' }
import p1012756 from './1.012756.json' with { type: 'json' }
import p1012781 from './1.012781.json' with { type: 'json' }
import p1012783 from './1.012783.json' with { type: 'json' }
import p1012784 from './1.012784.json' with { type: 'json' }
import p1012786 from './1.012786.json' with { type: 'json' }
import p1012787 from './1.012787.json' with { type: 'json' }
import p1012789 from './1.012789.json' with { type: 'json' }
import p1012790 from './1.012790.json' with { type: 'json' }
import p1013225 from './1.013225.json' with { type: 'json' }
import p1013227 from './1.013227.json' with { type: 'json' }
import p1014201 from './1.014201.json' with { type: 'json' }
import p1115668 from './1.115668.json' with { type: 'json' }
import p2000635 from './2.000635.json' with { type: 'json' }
import p2000720 from './2.000720.json' with { type: 'json' }
import p2000815 from './2.000815.json' with { type: 'json' }
import p2000884 from './2.000884.json' with { type: 'json' }
import p2000908 from './2.000908.json' with { type: 'json' }
import p2001019 from './2.001019.json' with { type: 'json' }
import p2001194 from './2.001194.json' with { type: 'json' }
import p2001263 from './2.001263.json' with { type: 'json' }
import p3000722 from './3.000722.json' with { type: 'json' }

/** Read as unknown: what a file holds is checked when it is read, and the compiler need not compare the shapes of all files. */
const read = (file: unknown): ProcedureDefinition => definitionSchema.parse(file)

/** Every definition that is published from here, by code; the only place that names procedures. */
export const catalogue: readonly ProcedureDefinition[] = [
  read(p1000656),
  read(p1000894),
  read(p1001022),
  read(p1001193),
  read(p1001266),
  read(p1001570),
  read(p1001612),
  read(p1001699),
  read(p1001776),
  read(p1002755),
  read(p1004194),
  read(p1004222),
  read(p1004859),
  read(p1004873),
  read(p1012756),
  read(p1012781),
  read(p1012783),
  read(p1012784),
  read(p1012786),
  read(p1012787),
  read(p1012789),
  read(p1012790),
  read(p1013225),
  read(p1013227),
  read(p1014201),
  read(p1115668),
  read(p2000635),
  read(p2000720),
  read(p2000815),
  read(p2000884),
  read(p2000908),
  read(p2001019),
  read(p2001194),
  read(p2001263),
  read(p3000722),
]
