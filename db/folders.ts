import { existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { codeOf, Explained } from '#db/explained.ts'

/** The repository's root folder. */
export const rootFolder = dirname(dirname(fileURLToPath(import.meta.url)))

/** Where everything lives that a run leaves behind: databases, secrets, built pages. `POLYCLINIC_VAR` moves it. */
export const varFolder = resolve(process.env.POLYCLINIC_VAR || join(rootFolder, 'var'))

/** Makes a folder with its parents; a refusal of the file system becomes a sentence. */
export function makeFolder(folder: string): string {
  try {
    mkdirSync(folder, { recursive: true })
    return folder
  } catch (error) {
    throw explainWrite(error, folder)
  }
}

/** Turns a refused write into a sentence that names the folder and its owner; other errors come back as they are. */
export function explainWrite(error: unknown, path: string): unknown {
  const code = codeOf(error)
  if (code === 'ENOSPC')
    return new Explained(`The disk is full: ${path} cannot be written. Free some space and try again.`)
  if (['EEXIST', 'ENOTDIR'].includes(code))
    return new Explained(`Polyclinic cannot make the folder ${path}: ${nearestExisting(path)} is a file.`)
  if (!['EACCES', 'EPERM', 'EROFS'].includes(code)) return error

  const standing = nearestExisting(path)
  const reason =
    code === 'EROFS' ? 'is on a read-only disk' : `belongs to ${ownerOf(standing)} and does not let this user write`
  return new Explained(
    `Polyclinic cannot write to ${path}: ${standing} ${reason}. ` +
      'Run as the user it belongs to, change its owner, or set POLYCLINIC_VAR to a folder you may write to.',
  )
}

function nearestExisting(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearestExisting(dirname(path))
}

function ownerOf(path: string): string {
  const { uid } = statSync(path)
  return uid === 0 ? 'root' : `user number ${uid}`
}
