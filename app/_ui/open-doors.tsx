const leaf = (
  <>
    <rect x="34" y="48" width="54" height="192" fill="var(--wood)" />
    <rect x="40" y="56" width="42" height="66" fill="var(--wood-deep)" opacity=".5" />
    <path d="M47 56v66M54 56v66M61 56v66M68 56v66M75 56v66" stroke="var(--wood)" strokeWidth="3" />
    <rect x="40" y="130" width="42" height="26" fill="none" stroke="var(--wood-deep)" strokeWidth="1.5" />
    <rect x="40" y="164" width="42" height="68" fill="none" stroke="var(--wood-deep)" strokeWidth="1.5" />
    <rect x="45" y="169" width="32" height="58" fill="none" stroke="var(--wood-deep)" strokeOpacity=".6" />
  </>
)

/** The drawing of the house with its door open; home, sign-in and empty pages only. */
export function OpenDoors() {
  return (
    <svg className="drawing" viewBox="0 0 400 252" aria-hidden="true">
      <defs>
        <linearGradient id="lamp-light" x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor="var(--lamp)" stopOpacity=".95" />
          <stop offset="1" stopColor="var(--lamp)" stopOpacity=".45" />
        </linearGradient>
      </defs>
      <path d="M0 34 18 10h364l18 24z" fill="var(--wood-deep)" />
      <path d="M18 10h364" stroke="var(--paper)" strokeOpacity=".25" strokeWidth="2" />
      <path
        stroke="var(--paper)"
        strokeOpacity=".16"
        strokeWidth="1.5"
        d="M40 10 26 34M76 10 66 34M112 10l-6 24M148 10l-4 24M184 10l-1 24M216 10l1 24M252 10l4 24M288 10l6 24M324 10l10 24M360 10l14 24"
      />
      <rect x="14" y="34" width="372" height="12" fill="var(--wood)" />
      <path d="M14 46h372" stroke="var(--wood-deep)" strokeWidth="1.5" />
      <rect x="22" y="46" width="10" height="196" fill="var(--wood-deep)" />
      <rect x="368" y="46" width="10" height="196" fill="var(--wood-deep)" />
      {[0, 56, 222, 278].map((x) => (
        <g key={x} transform={`translate(${x} 0)`}>
          {leaf}
        </g>
      ))}
      <rect x="146" y="48" width="108" height="192" fill="url(#lamp-light)" />
      <path d="M146 240 108 252h184l-38-12z" fill="var(--lamp)" opacity=".4" />
      <path d="M146 48 170 58v178l-24 4z" fill="var(--wood-deep)" />
      <path d="M151 60 165 66v56l-14 1zM151 134l14-2v24l-14 2zM151 168l14-2v62l-14 3z" fill="var(--wood)" opacity=".75" />
      <path d="M254 48 230 58v178l24 4z" fill="var(--wood-deep)" />
      <path d="M249 60 235 66v56l14 1zM249 134l-14-2v24l14 2zM249 168l-14-2v62l14 3z" fill="var(--wood)" opacity=".75" />
      <rect x="178" y="186" width="44" height="3.5" fill="var(--accent)" />
      <rect x="182" y="189" width="36" height="47" fill="var(--accent)" opacity=".85" />
      <rect x="193" y="178" width="16" height="8" fill="var(--surface)" />
      <path d="M196 181h10M196 183.5h7" stroke="var(--ink-faint)" strokeWidth=".9" />
      <path d="M200 48v22" stroke="var(--wood-deep)" strokeWidth="1.5" />
      <path d="M191 76q9-12 18 0l-2 14h-14z" fill="var(--stop-edge)" />
      <path d="M194 90h12" stroke="var(--wood-deep)" strokeWidth="2" />
      <rect x="0" y="240" width="400" height="12" fill="var(--wood-deep)" opacity=".35" />
      <path
        d="M350 214q-16-16-12-34 12 12 12 34zM352 214q-4-26 6-44 8 22-6 44zM354 214q4-20 20-28 2 18-20 28z"
        fill="var(--good-edge)"
      />
      <path d="M340 214h24l-4 28h-16z" fill="var(--stop-edge)" opacity=".9" />
    </svg>
  )
}
