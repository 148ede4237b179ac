import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import { type AppOptions, openApp } from './app.ts'

export interface ApiOptions extends AppOptions {
  port: number
  host?: string
  /** The built web pages; without it only the API answers. */
  webRoot?: string
}

/** Serves the API and the web pages over HTTP. Rejects with the server's error, such as a taken port. */
export async function startApi(options: ApiOptions): Promise<{ url: string; stop(): Promise<void> }> {
  const site = options.webRoot ? await pages(options.webRoot) : null
  // Where nobody has said how this installation is reached, it is reached here.
  const here = process.env.PUBLIC_URL ? {} : { publicUrl: `http://localhost:${options.port}` }
  const { app, stop } = openApp({ ...here, ...options, ...(site && { pages: (request) => site.fetch(request) }) })
  const host = options.host ?? '127.0.0.1'
  const server = serve({ port: options.port, hostname: host, fetch: app.fetch })
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve)
    server.once('error', reject)
  })
  const address = server.address() as { port: number }
  return {
    url: `http://${host}:${address.port}`,
    async stop() {
      if ('closeAllConnections' in server) server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
      await stop()
    },
  }
}

/** The single page with its parts: names with a hash may be kept forever, the page itself never. */
async function pages(root: string) {
  const site = new Hono()
  const page = await readFile(join(root, 'index.html'), 'utf8')
  site.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        frameSrc: ["'self'", 'blob:'],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
      },
      referrerPolicy: 'same-origin',
    }),
  )
  site.use('/assets/*', async (context, next) => {
    await next()
    if (context.res.ok) context.res.headers.set('cache-control', 'public, max-age=31536000, immutable')
  })
  site.use('/assets/:part', serveStatic({ root }))
  site.get('/favicon.svg', serveStatic({ root }))
  // A part of another version: the page in its place would be kept under that name for a year.
  site.get('/assets/*', (context) => context.notFound())
  site.get('*', (context) => context.html(page, 200, { 'cache-control': 'no-cache' }))
  return site
}
