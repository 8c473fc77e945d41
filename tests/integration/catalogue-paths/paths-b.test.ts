import { walkEveryWay } from './walk.ts'

walkEveryWay(1, 4)
