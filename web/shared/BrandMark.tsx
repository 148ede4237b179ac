import classes from './BrandMark.module.css'

interface BrandMarkProps {
  name: string
  logoUrl?: string | null | undefined
  size?: number
}

/** The clinic's logo, or its first letter on its colour. */
export function BrandMark({ name, logoUrl, size = 28 }: BrandMarkProps) {
  const style = { inlineSize: size, blockSize: size, fontSize: size * 0.5 }
  if (logoUrl) return <img src={logoUrl} alt="" className={classes.logo} style={style} />
  return <span className={classes.letter} data-letter={[...name][0]?.toUpperCase()} style={style} aria-hidden />
}
