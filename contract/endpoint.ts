import './sentences.ts'
import './zod-setup.ts'
import * as z from 'zod'
import type { Permission } from './permissions.ts'

/** What an operator's role gives, below `/platform/`; super admins have support's as well. */
export type PlatformRight = 'platform.support' | 'platform.super_admin'

export type Verb = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'

/** How a patient's record is opened; each opening leaves a row that says who looked (contract/audit.ts). */
export const lookKinds = ['record', 'timeline', 'account', 'visit', 'prescription', 'invoice', 'receipt'] as const
export type LookKind = (typeof lookKinds)[number]

type ParamNames<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamNames<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never

/**
 * One promise of the API, as data. The server, the browser's client, the OpenAPI document, the permission matrix and
 * the generated tests all read these lines.
 */
export interface Endpoint<
  Path extends string = string,
  Fields extends z.ZodRawShape = z.ZodRawShape,
  Output extends z.ZodType = z.ZodType,
> {
  /** Unique; the operation's name in the OpenAPI document and in prepared tests. */
  name: string
  verb: Verb
  /**
   * Below `/api`. `/clinics/:clinicId/…` puts one clinic in scope, `/organization/…` all clinics the person may see,
   * `/platform/…` no organization at all, `/session…` the person alone, `/public/…` nobody.
   */
  path: Path
  /** The permission asked for; `signed_in`: any session; `public`: nobody needs to be signed in. */
  needs: Permission | PlatformRight | 'signed_in' | 'public'
  /** One sentence for a person who reads the document. */
  summary: string
  /** Path parameters, and the query (GET, DELETE) or JSON body (others), as one object. */
  input: z.ZodObject<Fields>
  output: Output
  /** What the answer is when it is not JSON. */
  answers?: 'application/pdf' | 'text/csv' | 'text/event-stream' | 'image' | 'text/html' | 'application/json'
  /** The body is the file itself; `input` then comes from the query. Limit in bytes. */
  uploadLimit?: number
  /** Only when a password or a code was given within ten minutes; else refused as `confirmation_needed`. */
  confirm?: true
  /** Also while the organization is read-only: taking one's data along, showing somebody out. */
  whileReadOnly?: true
  /** A GET that opens the record of the patient whom the last id of the path belongs to: who looked is noted. */
  opens?: LookKind
  /** What a success answers; 200 when it is not said. */
  status?: 200 | 201 | 204
}

type Fixed<Path extends string> = Record<ParamNames<Path>, string>
// Written out for endpoints without fields: the type of an empty zod object would refuse the path parameters beside it.

/** What a handler gets: parsed, defaults filled in. */
export type Input<E> =
  E extends Endpoint<infer Path, infer Fields, any>
    ? (keyof Fields extends never ? unknown : z.output<z.ZodObject<Fields>>) & Fixed<Path>
    : never
/** What a caller gives: defaults may be left out. */
export type Call<E> =
  E extends Endpoint<infer Path, infer Fields, any>
    ? (keyof Fields extends never ? unknown : z.input<z.ZodObject<Fields>>) & Fixed<Path>
    : never
export type Output<E> = E extends Endpoint<any, any, infer O> ? z.output<O> : never

const none = z.object({})

/** Declares an endpoint. Path parameters that `input` does not describe are uuids. */
export function endpoint<
  const Path extends string,
  Fields extends z.ZodRawShape = Record<never, never>,
  Output extends z.ZodType = z.ZodNull,
>(
  given: Omit<Endpoint<Path, Fields, Output>, 'input' | 'output'> & { input?: z.ZodObject<Fields>; output?: Output },
): Endpoint<Path, Fields, Output> {
  const input = given.input ?? (none as unknown as z.ZodObject<Fields>)
  const missing = pathParams(given.path).filter((name) => !(name in input.shape))
  const fixed = Object.fromEntries(missing.map((name) => [name, z.uuid()]))
  return {
    ...given,
    // strict: a field nobody asked for (role, price, organizationId) is refused, not ignored
    input: z.strictObject({ ...fixed, ...input.shape }) as unknown as z.ZodObject<Fields>,
    output: given.output ?? (z.null() as unknown as Output),
  }
}

/** Whether what does not stand in the path is asked for in the query; else it is the JSON body. */
export function isAskedInQuery({ verb, uploadLimit }: Pick<Endpoint, 'verb' | 'uploadLimit'>): boolean {
  return verb === 'GET' || verb === 'DELETE' || uploadLimit !== undefined
}

/** The names of the `:parameters` of a path, in order. */
export function pathParams(path: string): string[] {
  return [...path.matchAll(/:([A-Za-z]+)/g)].map((found) => found[1]!)
}

/** A list in a query string: absent, once or repeated. */
export function queryList<Item extends z.ZodType>(item: Item) {
  return z.preprocess((given) => (given === undefined ? [] : Array.isArray(given) ? given : [given]), z.array(item))
}
