import { defineConfig } from 'vitest/config'

const shared = {
  globalSetup: ['tests/harness/global-setup.ts'],
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
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...shared,
          name: 'unit',
          include: ['**/*.test.ts', '**/*.test.tsx'],
          exclude: ['node_modules/**', 'dist/**', 'var/**', 'tests/e2e/**'],
        },
      },
      {
        test: {
          ...shared,
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
