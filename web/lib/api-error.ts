/** The API's answer when it does not do what was asked, or `status: 0` when no answer came. */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly detail: unknown
  readonly traceId: string | undefined

  constructor(status: number, code: string, message: string, detail?: unknown, traceId?: string) {
    super(message)
    this.name = 'ApiError'
    this.status = status
    this.code = code
    this.detail = detail
    this.traceId = traceId
  }
}

/** Reads `{ error: { code, message, detail?, traceId } }`; anything else (a proxy's page) becomes `unreadable`. */
export async function errorFrom(response: Response): Promise<ApiError> {
  const body = (await response.json().catch(() => null)) as { error?: Partial<ApiError> } | null
  const error = body?.error
  if (!error?.code) return new ApiError(response.status, 'unreadable', response.statusText)
  return new ApiError(response.status, error.code, error.message ?? error.code, error.detail, error.traceId)
}

/** True when the outcome is unknown: the request may or may not have been carried out. */
export function isSilence(error: unknown): boolean {
  return error instanceof ApiError && error.status === 0
}

/** What somebody else saved meanwhile, of a `changed_meanwhile` answer. */
export function savedMeanwhile<Current>(error: unknown): Current | null {
  if (!(error instanceof ApiError) || error.code !== 'changed_meanwhile') return null
  return (error.detail as { current?: Current } | null)?.current ?? null
}
