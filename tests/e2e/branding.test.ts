import { generateKeyPairSync } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { openStage, type Stage, seriousFaults } from './harness.ts'

// Settings of the operator, as the environment gives them; nothing is asked of real name servers.
process.env.BASE_DOMAIN = 'polyclinic.test'
process.env.CERTIFICATES = 'automatic'
process.env.DNS_SERVERS = '127.0.0.1:9'
process.env.DKIM_KEY = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
  type: 'pkcs8',
  format: 'pem',
}) as string

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})

test('an admin takes an address, sees the record of one of his own, chooses a sender, and takes all of it back', async () => {
  const page = await stage.signInAs('clinicAdmin')
  await page.goto(`/clinics/${stage.clinics.gulberg}/settings/branding`)
  await page.getByRole('button', { name: 'Use dentocare-gul.polyclinic.test' }).click()
  await page.getByText('Certificate: made by itself').waitFor()
  await page.getByRole('textbox', { name: 'An address of your own' }).first().fill('portal.dento.example')
  await page.keyboard.press('Enter')
  await page.getByText('Waiting for DNS').first().waitFor()
  await page.getByText('CNAME record of portal.dento.example').waitFor()
  // The name server does not answer: said in words, and nothing is changed.
  await page.getByRole('button', { name: 'Check now' }).click()
  await page.getByText(/name servers did not answer/i).waitFor()

  const sender = page.getByRole('region', { name: 'Sender of mails' })
  await sender.getByRole('textbox').fill('hello@dento.example')
  await page.keyboard.press('Enter')
  await sender.getByText('Waiting for DNS, not in use yet').waitFor()
  expect(await sender.getByRole('button', { name: /^Copy the/ }).count()).toBe(3)
  expect(await seriousFaults(page)).toEqual([])
  await sender.getByRole('button', { name: 'Back to the common address' }).click()
  await sender.getByRole('textbox').waitFor()
  await page.getByRole('button', { name: 'Give back portal.dento.example' }).click()
  await page.getByText('portal.dento.example').first().waitFor({ state: 'detached' })
})

test('head office sets the group’s face, and a branch wears its letterhead only when chosen', async () => {
  const page = await stage.signInAs('owner')
  await page.goto('/network/branding')
  await page.getByRole('textbox', { name: 'Line at the foot' }).fill('The group’s foot')
  await page.keyboard.press('Control+Enter')
  await page.getByText('Saved').first().waitFor()
  expect(await seriousFaults(page)).toEqual([])
  await page.goto(`/clinics/${stage.clinics.gulberg}/settings/branding`)
  await page.getByText('DentoCare’s').click()
  await page.getByRole('region', { name: 'Names and letterhead' }).getByRole('button', { name: /^Save/ }).click()
  const kept = async () =>
    (await stage.admin.query('select letterhead_from from clinics where id = $1', [stage.clinics.gulberg])).rows[0]
  await expect.poll(kept).toEqual({ letterhead_from: 'group' })
})
