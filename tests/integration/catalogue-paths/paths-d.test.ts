import { walkEveryWay } from './walk.ts'

walkEveryWay(3, 4)
