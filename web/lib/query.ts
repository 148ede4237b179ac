import {
  keepPreviousData,
  type Query,
  QueryClient,
  skipToken,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useRef } from 'react'
import type { Call, Endpoint, Output } from '#contract/endpoint.ts'
import { callApi } from './api.ts'
import { type ApiError, isSilence } from './api-error.ts'

type Named = Pick<Endpoint, 'name'>

/** What a live stream covers: one clinic, or head office's all. */
export type Scope = string

export const organizationScope: Scope = 'organization'

interface CallMeta extends Record<string, unknown> {
  scope?: Scope
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
  /** Ask again every so many milliseconds, for what no live topic covers. */
  every?: number
  staleMs?: number
}

/**
 * Reads one endpoint: `const day = useCall(listDay, { clinicId, date })`.
 * A `null` input waits (nothing chosen yet). Answers of a clinic renew themselves through useLive.
 */
export function useCall<E extends Endpoint>(
  endpoint: E,
  input: Call<E> | null,
  options: UseCallOptions = {},
): UseQueryResult<Output<E>, ApiError> {
  return useQuery<Output<E>, ApiError>({
    queryKey: keyOf(endpoint, input),
    queryFn: input === null ? skipToken : ({ signal }) => callApi(endpoint, input, { signal }),
    meta: { scope: scopeOf(endpoint, input), topics: options.topics },
    ...(options.keep ? { placeholderData: keepPreviousData } : {}),
    ...(options.every ? { refetchInterval: options.every } : {}),
    ...(options.staleMs === undefined ? {} : { staleTime: options.staleMs }),
  })
}

export interface UseActOptions<E extends Endpoint> {
  onSuccess?: (output: Output<E>, input: Call<E>) => void
  onError?: (error: ApiError, input: Call<E>) => void
  /** Answers to ask for again. Left out: everything of the clinic (or head office) that was acted on. */
  invalidates?: readonly Named[]
}

/**
 * Does one endpoint: `const book = useAct(bookAppointment); book.mutate({ clinicId, … })`.
 * When no answer came, the same input tried again carries the same key, so nothing happens twice.
 */
export function useAct<E extends Endpoint>(
  endpoint: E,
  options: UseActOptions<E> = {},
): UseMutationResult<Output<E>, ApiError, Call<E>> {
  const client = useQueryClient()
  const lastTry = useRef({ input: '', key: '' })

  return useMutation<Output<E>, ApiError, Call<E>>({
    mutationFn: (input) => {
      const text = JSON.stringify(input)
      if (lastTry.current.input !== text) lastTry.current = { input: text, key: crypto.randomUUID() }
      return callApi(endpoint, input, { idempotencyKey: lastTry.current.key })
    },
    onSuccess: (output, input) => {
      lastTry.current = { input: '', key: '' }
      void renew(client, options.invalidates, scopeOf(endpoint, input))
      options.onSuccess?.(output, input)
    },
    onError: (error, input) => {
      if (!isSilence(error)) lastTry.current = { input: '', key: '' }
      options.onError?.(error, input)
    },
  })
}

/** Asks again for what a live event touched. `topic` undefined: everything in the scope. */
export function renewScope(client: QueryClient, scope: Scope, topic?: string): void {
  const touched = client.getQueryCache().findAll({
    predicate: ({ meta }) => meta?.scope === scope && (!topic || !meta.topics || meta.topics.includes(topic)),
  })
  for (const query of touched) renewInTurn(client, query)
}

const inTurn = new WeakSet<Query>()

// An answer on its way is let in, and asked for once more when it is there: starting over at each event would keep a
// slow answer from ever arriving while a branch is busy.
function renewInTurn(client: QueryClient, query: Query): void {
  const again = () => void client.invalidateQueries({ predicate: (one) => one === query })
  if (query.state.fetchStatus !== 'fetching') {
    again()
    return
  }
  if (inTurn.has(query)) return
  inTurn.add(query)
  const stop = client.getQueryCache().subscribe((event) => {
    if (event.query !== query || (event.type !== 'removed' && query.state.fetchStatus === 'fetching')) return
    stop()
    inTurn.delete(query)
    if (event.type !== 'removed') again()
  })
}

function renew(client: QueryClient, endpoints: readonly Named[] | undefined, scope: Scope) {
  if (endpoints) return Promise.all(endpoints.map(({ name }) => client.invalidateQueries({ queryKey: [name] })))
  return client.invalidateQueries({ predicate: ({ meta }) => meta?.scope === scope })
}

/** For setQueryData and prefetching, should a screen need them. */
export function keyOf(endpoint: Named, input: unknown) {
  return [endpoint.name, input] as const
}

function scopeOf({ path }: Pick<Endpoint, 'path'>, input: unknown): Scope {
  const { clinicId } = (input ?? {}) as { clinicId?: string }
  return path.startsWith('/clinics/') && clinicId ? clinicId : organizationScope
}
