import { useQuery } from '@tanstack/react-query'
import * as contract from '#contract/photos.ts'
import { requestFor } from '../lib/api.ts'
import { ApiError } from '../lib/api-error.ts'
import { addressOf, fetchFile } from '../lib/download.ts'

/** Whose photo, and by which door: one's own, a branch's (`clinicId`), or head office's (`clinicId` null). */
export type PhotoOf = { personId: string; clinicId: string | null } | 'own'

/** The three endpoints of a door, and what they are asked with. */
export function photoCalls(of: PhotoOf) {
  if (of === 'own')
    return {
      input: {},
      get: contract.getOwnPhoto,
      set: contract.setOwnPhoto,
      remove: contract.removeOwnPhoto,
    }
  const { personId, clinicId } = of
  return clinicId === null
    ? {
        input: { personId },
        get: contract.getStaffPhoto,
        set: contract.setStaffPhoto,
        remove: contract.removeStaffPhoto,
      }
    : {
        input: { personId, clinicId },
        get: contract.getPhoto,
        set: contract.setPhoto,
        remove: contract.removePhoto,
      }
}

/** The photo as a data address for <img>, or null while there is none. An <img> could not send the access token itself. */
export function usePhoto(of: PhotoOf, photo: string | null): string | null {
  const { get, input } = photoCalls(of)
  const { url } = requestFor(get, input)
  const answer = useQuery({
    queryKey: ['photo', url, photo],
    queryFn: async () => addressOf((await fetchFile(url)).blob),
    enabled: photo !== null,
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (photo && answer.data) || null
}

const largestPicture = 30 * 1024 * 1024

/**
 * The middle square of a picture, small and as JPEG: what the server takes. Whatever else was in the file (the place,
 * the camera) stays behind. Throws ApiError `unreadable_photo` with these words when it is no picture.
 */
export async function cutPhoto(file: File, words: string): Promise<Blob> {
  const unreadable = () => new ApiError(422, 'unreadable_photo', words)
  if (file.size > largestPicture) throw unreadable()
  const picture = await createImageBitmap(file).catch(() => {
    throw unreadable()
  })
  const side = Math.min(picture.width, picture.height)
  const { made } = contract.photoPixels
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = made
  const pen = canvas.getContext('2d')!
  pen.fillStyle = '#fff' // JPEG knows no transparency
  pen.fillRect(0, 0, made, made)
  pen.imageSmoothingQuality = 'high'
  pen.drawImage(picture, (picture.width - side) / 2, (picture.height - side) / 2, side, side, 0, 0, made, made)
  picture.close()
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(unreadable())), 'image/jpeg', 0.88),
  )
}
