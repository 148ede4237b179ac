import { defineConfig } from 'vitest/config'

const server = 'tests/harness/global-setup.ts'
const shared = {
  setupFiles: ['tests/harness/drop-databases.ts'],
  // A browser or a cold database can take seconds on a busy machine; a hung test still ends.
  testTimeout: 60_000,
  hookTimeout: 180_000,
  // The default is one second, which a busy machine takes for a page.
  expect: { poll: { timeout: 15_000 } },
}

// Its own file, so that tests do not inherit the browser app's root from vite.config.ts.
export default defineConfig({
  test: {
    // Two files at a time, plays first. Either kind leaves a core idle for half of the time when it runs alone.
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...shared,
          name: 'unit',
          globalSetup: [server],
          include: ['**/*.test.ts', '**/*.test.tsx'],
          exclude: ['node_modules/**', 'dist/**', 'var/**', 'tests/e2e/**'],
        },
      },
      {
        test: {
          ...shared,
          name: 'e2e',
          globalSetup: [server, 'tests/e2e/build-pages.ts'],
          include: ['tests/e2e/**/*.test.ts'],
          testTimeout: 120_000,
        },
      },
    ],
  },
})
