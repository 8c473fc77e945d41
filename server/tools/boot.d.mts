export function lockHash(root: string): string
export function stampPath(root: string): string
export function isInstalled(root: string): boolean
export function nodeIsOldEnough(version: string): boolean
