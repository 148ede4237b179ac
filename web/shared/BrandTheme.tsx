import { type ReactNode, useEffect } from 'react'
import { brandColor } from '../lib/brand.ts'

/** Dresses the whole app (also modals and menus, which live outside the frame) in a brand colour while it is shown. */
export function BrandTheme({ color, children }: { color: string | null | undefined; children: ReactNode }) {
  useEffect(() => brandColor.set(color ?? null), [color])
  return children
}
