import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The browser app: sources in web/, built into dist/web, which the API server serves. */
export default defineConfig({
  root: 'web',
  plugins: [react()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    // Browsers that know light-dark(). For older ones it is rewritten into variables that only work where
    // `color-scheme` is a literal; Mantine's is a variable, and every such colour would be lost in the build.
    cssTarget: ['chrome123', 'edge123', 'firefox120', 'safari17.5'],
    // Inlined assets become data: URLs, which the content security policy refuses for fonts.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
  },
  server: {
    proxy: { '/api': { target: process.env.API_URL ?? 'http://127.0.0.1:3000', changeOrigin: false } },
  },
})
