/**
 * Raised when what the shell remembers, or its states, change. Rows and states of an earlier version are understood for ever (`shell-1.ts`): a
 * dossier is moved by an UPGRADE_VERSION event, and its earlier rows replay to the hashes that they had.
 */
export const SHELL_VERSION = 2
export const SHELL_VERSIONS: readonly number[] = [1, SHELL_VERSION]
