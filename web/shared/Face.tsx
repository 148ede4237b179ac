import { Initials } from '../ui/Initials.tsx'
import classes from './Face.module.css'
import { type PhotoOf, usePhoto } from './photo.ts'

interface FaceProps {
  name: string
  photo: string | null
  of: PhotoOf
  size?: number
}

/** A person as her photo, or as two letters. Decoration, as the letters are: the name stands beside it. */
export function Face({ name, photo, of, size = 32 }: FaceProps) {
  const address = usePhoto(of, photo)
  if (!address) return <Initials name={name} size={size} />
  return <img src={address} alt="" width={size} height={size} className={classes.face} />
}
