import Link from 'next/link'

/** The open door: the mark of the site. Decorative wherever it stands beside the name. */
export function BrandMark() {
  return (
    <svg viewBox="0 0 36 40" aria-hidden="true">
      <path d="M2 39V17a16 16 0 0 1 32 0v22z" fill="var(--accent)" />
      <path d="M9 39V17.5a9 9 0 0 1 18 0V39z" fill="var(--lamp)" />
      <path d="M9 39V17.5a9 9 0 0 1 4.2-7.6L20 14v22z" fill="var(--surface)" />
      <circle cx="17" cy="25" r="1.4" fill="var(--accent)" />
    </svg>
  )
}

export function Brand({ href, name, place, label }: { href: string; name: string; place?: string; label?: string }) {
  return (
    <Link className="brand" href={href} prefetch={false} aria-label={label}>
      <BrandMark />
      <span>
        <b>{name}</b>
        {place && <span className="brand-place">{place}</span>}
      </span>
    </Link>
  )
}
