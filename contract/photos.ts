import * as z from 'zod'
import { endpoint } from './endpoint.ts'

// The screen cuts any picture to a small square JPEG before it is sent; the server takes nothing else, and keeps of it
// only what is needed to draw it.
export const photoPixels = { made: 192, least: 32, most: 512 }
const uploadLimit = 64 * 1024

/** Names the photo somebody has now; another photo has another name. null: none. */
export const PhotoName = z.string().nullable()
const output = z.object({ photo: PhotoName })
const takes = 'the body is a square JPEG of at most 512 pixels and 64 kB.'

const here = '/clinics/:clinicId/people/:personId/photo'
const anywhere = '/organization/people/:personId/photo'
const own = '/session/photo'

export const getPhoto = endpoint({
  name: 'getPhoto',
  verb: 'GET',
  path: here,
  needs: 'clinic.read',
  summary: 'The photo of somebody who works in the branch.',
  answers: 'image',
})
export const setPhoto = endpoint({
  name: 'setPhoto',
  verb: 'PUT',
  path: here,
  needs: 'people.update',
  summary: `Set the photo of somebody who works in the branch: ${takes}`,
  uploadLimit,
  output,
})
export const removePhoto = endpoint({
  name: 'removePhoto',
  verb: 'DELETE',
  path: here,
  needs: 'people.update',
  summary: 'Remove the photo of somebody who works in the branch.',
  output,
})

export const getStaffPhoto = endpoint({
  name: 'getStaffPhoto',
  verb: 'GET',
  path: anywhere,
  needs: 'network.read',
  summary: 'The photo of somebody who works for the organization.',
  answers: 'image',
})
export const setStaffPhoto = endpoint({
  name: 'setStaffPhoto',
  verb: 'PUT',
  path: anywhere,
  needs: 'network.update',
  summary: `Set the photo of somebody who works for the organization: ${takes}`,
  uploadLimit,
  output,
})
export const removeStaffPhoto = endpoint({
  name: 'removeStaffPhoto',
  verb: 'DELETE',
  path: anywhere,
  needs: 'network.update',
  summary: 'Remove the photo of somebody who works for the organization.',
  output,
})

export const getOwnPhoto = endpoint({
  name: 'getOwnPhoto',
  verb: 'GET',
  path: own,
  needs: 'signed_in',
  summary: 'Your own photo in this organization.',
  answers: 'image',
})
export const setOwnPhoto = endpoint({
  name: 'setOwnPhoto',
  verb: 'PUT',
  path: own,
  needs: 'signed_in',
  summary: `Set your own photo in this organization: ${takes}`,
  uploadLimit,
  output,
})
export const removeOwnPhoto = endpoint({
  name: 'removeOwnPhoto',
  verb: 'DELETE',
  path: own,
  needs: 'signed_in',
  summary: 'Remove your own photo.',
  output,
})
