import { beforeAll, expect, test } from 'vitest'
import { openStage, type Stage } from './harness.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})

test('a receptionist who signed in finds herself inside her own branch', async () => {
  const page = await stage.signInAs('receptionist')
  await page.goto('/')
  await page.waitForURL(`**/clinics/${stage.clinics.gulberg}/**`)
  await page.getByText('Gulberg').first().waitFor()
})

test('without a session there is only the sign-in page', async () => {
  const page = await stage.openPage()
  await page.goto(`/clinics/${stage.clinics.gulberg}`)
  await page.waitForURL('**/sign-in**')
  await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor()
  expect(await page.getByText('Gulberg').count()).toBe(0)
})

test('the pages are those that people get, not the larger ones for developers', async () => {
  const page = await stage.openPage()
  const scripts: Promise<string>[] = []
  page.on('response', (answer) => {
    if (answer.url().endsWith('.js')) scripts.push(answer.text())
  })
  await page.goto('/sign-in')
  await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor()
  const texts = await Promise.all(scripts)
  expect(texts.length).toBeGreaterThan(3)
  expect(texts.some((text) => text.includes('React DevTools'))).toBe(false)
})
