/** Raised when a state of the shell is renamed or removed; stored states then need an upgrade of their own. */
export const SHELL_VERSION = 1
