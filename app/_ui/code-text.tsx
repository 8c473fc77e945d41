/** A code of a dossier, procedure or receipt: even digits, never broken over lines. */
export function CodeText({ code, isSoft = false }: { code: string; isSoft?: boolean }) {
  return <span className={isSoft ? 'code soft' : 'code'}>{code}</span>
}
