import { defineConfig } from 'vitest/config'

// Its own file, so that tests do not inherit the browser app's root from vite.config.ts.
export default defineConfig({
  test: { include: ['**/*.test.ts', '**/*.test.tsx'], exclude: ['node_modules/**', 'dist/**', 'var/**'] },
})
