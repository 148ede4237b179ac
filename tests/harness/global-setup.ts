import type { TestProject } from 'vitest/node'
import { openTestServer, type TestServer } from './cluster.ts'

declare module 'vitest' {
  interface ProvidedContext {
    testServer: TestServer
  }
}

/** Vitest runs this once, before the first test: a real PostgreSQL 18, migrated. Answers how to stop it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { stop, ...server } = await openTestServer()
  project.provide('testServer', server)
  return stop
}
