import 'server-only'
import { db } from '#server/db.ts'

export const findNames = (ids: string[]) =>
  db.account.findMany({ where: { id: { in: ids } }, select: { id: true, fullName: true } })
