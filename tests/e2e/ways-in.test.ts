import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { waitingMails } from '#tests/harness/mails.ts'
import { openStage, type Stage, seriousFaults } from './harness.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})

const one = async <Row>(text: string, values: unknown[]) => (await stage.admin.query(text, values)).rows[0] as Row

test('a clinic admin lets a nurse in who lost phone and recovery codes', async () => {
  const { userId } = stage.people.nurse
  await stage.admin.query(`update users set totp_sealed = '\\x00', totp_since = now() where id = $1`, [userId])
  const page: Page = await stage.signInAs('clinicAdmin')
  await page.goto(`/clinics/${stage.clinics.gulberg}/settings/people?person=${userId}`)
  const drawer = page.getByRole('dialog')
  await drawer.getByText('Second step on').waitFor()
  await drawer.getByRole('button', { name: 'Remove second step…' }).click()
  await drawer.getByRole('heading', { name: 'Remove the second step of nurse' }).waitFor()
  expect(await seriousFaults(page)).toEqual([])
  const act = drawer.getByRole('button', { name: 'Remove the second step' })
  expect(await act.isDisabled()).toBe(true)
  await drawer.getByRole('textbox', { name: 'Reason' }).fill('Left both in a taxi; called her back.')
  await act.click()
  // Back on the person, who has none any more.
  await drawer.getByRole('heading', { name: 'nurse', exact: true }).waitFor()
  await drawer.getByText('Second step on').waitFor({ state: 'detached' })
  expect(await one(`select totp_sealed from users where id = $1`, [userId])).toEqual({ totp_sealed: null })
  expect(await waitingMails(stage.admin)).toMatchObject([{ to: 'nurse@example.com', template: 'secondStepRemoved' }])
})
