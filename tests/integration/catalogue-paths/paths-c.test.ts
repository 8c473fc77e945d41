import { walkEveryWay } from './walk.ts'

walkEveryWay(2, 4)
