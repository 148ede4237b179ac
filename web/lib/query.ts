import {
  keepPreviousData,
  QueryClient,
  skipToken,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useRef } from 'react'
import { callApi, type Endpoint, type InputOf, type OutputOf } from './api.ts'
import { type ApiError, isSilence } from './api-error.ts'

interface CallMeta extends Record<string, unknown> {
  clinicId?: string
  topics?: readonly string[]
}

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: ApiError
    queryMeta: CallMeta
  }
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (failures, error) => failures < 2 && (isSilence(error) || error.status >= 500),
    },
    mutations: { retry: false },
  },
})

export interface UseCallOptions {
  /** Live topics that make this answer stale. Left out: every event of the clinic does. */
  topics?: readonly string[]
  /** Keep showing the last answer while the next one loads (paging, filters, another day). */
  keep?: boolean
  /** Ask again every so many milliseconds (head office, which has no live stream). */
  every?: number
  staleMs?: number
}

/**
 * Reads one endpoint: `const day = useCall(listDay, { clinicId, date })`.
 * A `null` input waits (nothing chosen yet). Answers of a clinic renew themselves through useLive.
 */
export function useCall<E extends Endpoint>(
  endpoint: E,
  input: InputOf<E> | null,
  options: UseCallOptions = {},
): UseQueryResult<OutputOf<E>, ApiError> {
  return useQuery<OutputOf<E>, ApiError>({
    queryKey: keyOf(endpoint, input),
    queryFn: input === null ? skipToken : ({ signal }) => callApi(endpoint, input, { signal }),
    meta: { clinicId: clinicOf(input), topics: options.topics },
    ...(options.keep ? { placeholderData: keepPreviousData } : {}),
    ...(options.every ? { refetchInterval: options.every } : {}),
    ...(options.staleMs === undefined ? {} : { staleTime: options.staleMs }),
  })
}

export interface UseActOptions<E extends Endpoint> {
  onSuccess?: (output: OutputOf<E>, input: InputOf<E>) => void
  onError?: (error: ApiError, input: InputOf<E>) => void
  /** Answers to ask for again. Left out: everything of the clinic that was acted on. */
  invalidates?: readonly Endpoint[]
}

/**
 * Does one endpoint: `const book = useAct(bookAppointment); book.mutate({ clinicId, … })`.
 * When no answer came, the same input tried again carries the same key, so nothing happens twice.
 */
export function useAct<E extends Endpoint>(
  endpoint: E,
  options: UseActOptions<E> = {},
): UseMutationResult<OutputOf<E>, ApiError, InputOf<E>> {
  const client = useQueryClient()
  const lastTry = useRef({ input: '', key: '' })

  return useMutation<OutputOf<E>, ApiError, InputOf<E>>({
    mutationFn: (input) => {
      const text = JSON.stringify(input)
      if (lastTry.current.input !== text) lastTry.current = { input: text, key: crypto.randomUUID() }
      return callApi(endpoint, input, { idempotencyKey: lastTry.current.key })
    },
    onSuccess: (output, input) => {
      lastTry.current = { input: '', key: '' }
      void renew(client, options.invalidates, clinicOf(input))
      options.onSuccess?.(output, input)
    },
    onError: (error, input) => {
      if (!isSilence(error)) lastTry.current = { input: '', key: '' }
      options.onError?.(error, input)
    },
  })
}

/** Asks again for what a live event touched. `topic` undefined: everything of the clinic. */
export function renewClinic(client: QueryClient, clinicId: string, topic?: string): void {
  void client.invalidateQueries({
    predicate: ({ meta }) =>
      meta?.clinicId === clinicId && (!topic || !meta.topics || meta.topics.includes(topic)),
  })
}

function renew(client: QueryClient, endpoints: readonly Endpoint[] | undefined, clinicId: string | undefined) {
  if (endpoints) return Promise.all(endpoints.map(({ name }) => client.invalidateQueries({ queryKey: [name] })))
  return client.invalidateQueries({ predicate: ({ meta }) => !clinicId || meta?.clinicId === clinicId })
}

/** For setQueryData and prefetching, should a screen need them. */
export function keyOf(endpoint: Pick<Endpoint, 'name'>, input: unknown) {
  return [endpoint.name, input] as const
}

function clinicOf(input: unknown): string | undefined {
  return (input as { clinicId?: string } | null | undefined)?.clinicId
}
