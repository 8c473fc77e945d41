/** The work of a member of a step that asks: its own id beside that of the step's work. */
export const memberWorkId = ({ workId, member }: { workId: string; member: string }): string => `${workId}.${member}`
