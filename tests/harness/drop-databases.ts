import { afterAll } from 'vitest'
import { dropDatabases } from './database.ts'

// Registered before the test file's own hooks, and so run after them: pools are closed by then.
afterAll(dropDatabases)
