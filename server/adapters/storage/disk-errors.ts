const FULL = ['ENOSPC', 'EDQUOT']

export const errorCode = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '')
export const isFull = (error: unknown): boolean => FULL.includes(errorCode(error))
