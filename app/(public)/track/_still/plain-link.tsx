import type { ComponentProps } from 'react'

/** In place of Next's link where no script will run: what that one writes too, without its script behind it. */
export default function PlainLink(attributes: ComponentProps<'a'>) {
  return <a {...attributes} />
}
