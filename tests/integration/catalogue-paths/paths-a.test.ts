import { walkEveryWay } from './walk.ts'

walkEveryWay(0, 4)
