import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { waitingMails } from '#tests/harness/mails.ts'
import { enterAs, openStage, type Stage, seriousFaults } from './harness.ts'

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

test('somebody of two organizations chooses at the door, and changes from the account’s menu', async () => {
  const { userId } = stage.people.receptionist
  const second = stage.people.stranger.organizationId
  await stage.admin.query(`insert into people (organization_id, user_id, full_name) values ($1, $2, 'receptionist')`, [
    second,
    userId,
  ])
  await stage.admin.query(
    `insert into assignments (organization_id, user_id, clinic_id, role) values ($1, $2, $3, 'nurse')`,
    [second, userId, stage.clinics.foreign],
  )
  const page = await stage.openPage()
  await enterAs(page, 'receptionist@example.com')
  await page.getByRole('heading', { name: 'Where to?' }).waitFor()
  expect(await seriousFaults(page)).toEqual([])
  await page.getByRole('button', { name: 'Smile House' }).click()
  await page.waitForURL(`**/clinics/${stage.clinics.foreign}/vitals**`)

  const menu = page.getByRole('button', { name: 'Account of receptionist' })
  await menu.click()
  await page.getByRole('group', { name: 'Organization' }).getByText('Smile House').waitFor()
  expect(await seriousFaults(page)).toEqual([])
  await page.getByRole('button', { name: 'Go to DentoCare' }).click()
  await page.waitForURL(`**/clinics/${stage.clinics.gulberg}/day**`)
  // The refresh cookie is of the new one as well.
  await page.reload()
  await page.waitForURL(`**/clinics/${stage.clinics.gulberg}/day**`)
  await menu.click()
  await page.getByRole('button', { name: 'Go to Smile House' }).waitFor()
})

test('a photo is cut from a picture, shown in the account’s menu and the list, and removed', async () => {
  const page = await stage.signInAs('clinicAdmin')
  await page.goto(`/clinics/${stage.clinics.gulberg}/account`)
  const field = page.getByRole('region', { name: 'Photo' })
  await field.getByRole('button', { name: 'Choose a photo' }).waitFor()
  await field.locator('input[type="file"]').setInputFiles({
    name: 'not-a-picture.png',
    mimeType: 'image/png',
    buffer: Buffer.from('words'),
  })
  await field.getByText('That could not be read as a picture.').waitFor()
  // Wider than high, and not a JPEG: the browser cuts it.
  const wide = await page.screenshot({ clip: { x: 0, y: 0, width: 640, height: 240 } })
  await field
    .locator('input[type="file"]')
    .setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer: Buffer.from(wide) })
  await field.getByRole('button', { name: 'Another photo' }).waitFor()
  await page.getByRole('button', { name: 'Account of clinicAdmin' }).locator('img').waitFor()
  expect(await seriousFaults(page)).toEqual([])
  const { bytes } = await one<{ bytes: Buffer }>('select bytes from person_photos where user_id = $1', [
    stage.people.clinicAdmin.userId,
  ])
  const frame = bytes.indexOf(Buffer.from([0xff, 0xc0]))
  expect([bytes.readUInt16BE(frame + 5), bytes.readUInt16BE(frame + 7)]).toEqual([192, 192])

  await page.goto(`/clinics/${stage.clinics.gulberg}/settings/people`)
  const row = page.getByRole('row', { name: /clinicAdmin/ })
  await row.locator('img').waitFor()
  // Of somebody else, from her drawer.
  await page.getByRole('row', { name: /nurse/ }).first().click()
  const drawer = page.getByRole('dialog')
  await drawer.locator('input[type="file"]').setInputFiles({
    name: 'her.png',
    mimeType: 'image/png',
    buffer: Buffer.from(wide),
  })
  await drawer.getByRole('button', { name: 'Another photo' }).waitFor()
  await page.getByRole('row', { name: /nurse/, includeHidden: true }).first().locator('img').waitFor()
  await drawer.getByRole('button', { name: 'Remove', exact: true }).click()
  await drawer.getByRole('button', { name: 'Choose a photo' }).waitFor()
  await expect
    .poll(() => one('select 1 as there from person_photos where user_id = $1', [stage.people.nurse.userId]))
    .toBe(undefined)
})
