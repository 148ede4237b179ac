import type { Call, Endpoint } from '#contract/endpoint.ts'
import { requestFor, send } from './api.ts'
import { errorFrom } from './api-error.ts'
import { refuseInPreview } from './preview.ts'

/** Fetches a file with the access token (a plain link could not send it). `path` begins with /api. Throws ApiError. */
export async function fetchFile(path: string): Promise<{ blob: Blob; fileName: string }> {
  return fileOf(await send({ method: 'GET', url: path, headers: {} }))
}

async function fileOf(response: Response): Promise<{ blob: Blob; fileName: string }> {
  if (!response.ok) throw await errorFrom(response)
  return { blob: await response.blob(), fileName: nameFrom(response.headers.get('content-disposition')) ?? 'download' }
}

/** Does an endpoint whose answer is a file, and saves it. Throws ApiError. */
export async function saveAnswer<E extends Endpoint>(endpoint: E, input: Call<E>): Promise<void> {
  refuseInPreview(endpoint)
  save(await fileOf(await send(requestFor(endpoint, input as Record<string, unknown>))))
}

/** Saves a file of the API under the name the server gives it. Throws ApiError. */
export async function downloadFile(path: string): Promise<void> {
  save(await fetchFile(path))
}

function save({ blob, fileName }: { blob: Blob; fileName: string }) {
  const url = URL.createObjectURL(blob)
  const link = Object.assign(document.createElement('a'), { href: url, download: fileName })
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

/**
 * Opens a PDF of the API in a new tab. The tab opens at once, inside the click, because browsers
 * block windows that open later; when blocked all the same, the file is saved instead. Throws ApiError.
 */
export async function openFile(path: string): Promise<void> {
  const tab = window.open('', '_blank')
  try {
    const { blob } = await fetchFile(path)
    if (!tab) return await downloadFile(path)
    const url = URL.createObjectURL(blob)
    tab.location.href = url
    setTimeout(() => URL.revokeObjectURL(url), 60_000)
  } catch (error) {
    tab?.close()
    throw error
  }
}

function nameFrom(disposition: string | null): string | null {
  const encoded = disposition?.match(/filename\*=UTF-8''([^;]+)/i)?.[1]
  return encoded ? decodeURIComponent(encoded) : (disposition?.match(/filename="?([^";]+)"?/i)?.[1] ?? null)
}

/** A file as a data address, for <img>. */
export function addressOf(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(blob)
  })
}
