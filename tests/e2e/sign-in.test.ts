import { beforeAll, expect, test } from 'vitest'
import { openSeal } from '#api/core/seal.ts'
import { totpAt } from '#api/modules/identity/totp.ts'
import { assign, testSecret } from '#tests/harness/group.ts'
import { waitingMails } from '#tests/harness/mails.ts'
import { enterAs, openStage, password, type Stage, seriousFaults } from './harness.ts'

// Getting in, and one's own account, played in a browser.
let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})

const codeNow = (secret: string, ahead = 0) => totpAt(secret, Math.floor(Date.now() / 30_000) + ahead)

test('a second step is turned on with a code of the app, and asked for at the next sign-in', async () => {
  const page = await stage.signInAs('manager')
  await page.goto(`/clinics/${stage.clinics.gulberg}/day`)
  await page.getByRole('button', { name: /^Account of/ }).click()
  await page.getByRole('link', { name: 'Your account' }).click()
  await page.getByRole('heading', { name: 'Where you are signed in' }).waitFor()
  expect(await seriousFaults(page)).toEqual([])
  await page.getByRole('button', { name: 'Turn it on' }).click()
  await page.getByRole('img', { name: /QR code/ }).waitFor()
  const secret = (await page.locator('code').innerText()).replace(/\s/g, '')
  await page.getByRole('textbox', { name: 'Code' }).fill(codeNow(secret))
  await page.keyboard.press('Enter')
  await page.getByText('Each of them lets you in once').waitFor()
  expect(await page.locator('li code').count()).toBe(10)
  const recovery = await page.locator('li code').first().innerText()
  await page.getByRole('button', { name: 'I have kept them' }).click()
  await page.getByText(/On since .*10 recovery codes are left/).waitFor()

  const next = await stage.openPage()
  await enterAs(next, 'manager@example.com')
  await next.getByRole('heading', { name: 'One more step' }).waitFor()
  await next.getByRole('textbox', { name: 'Code' }).fill('000000')
  await next.keyboard.press('Enter')
  await next.getByText('That code is not right').waitFor()
  await next.getByRole('textbox', { name: 'Code' }).fill(recovery.toLowerCase())
  await next.keyboard.press('Enter')
  await next.waitForURL(/\/day/)
})

test('what needs a fresh proof asks once, goes on by itself, and loses nothing of what was typed', async () => {
  const page = await stage.signInAs('billing')
  await page.goto(`/clinics/${stage.clinics.gulberg}/account`)
  await page.getByRole('button', { name: 'Turn it on' }).click()
  const secret = (await page.locator('code').innerText()).replace(/\s/g, '')
  await stage.admin.query(`update sessions set proved_at = now() - interval '11 minutes'`)
  // Of the half minute to come: it is asked for again later on.
  const typed = codeNow(secret, 1)
  await page.getByRole('textbox', { name: 'Code' }).fill(typed)
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Please confirm that it is you' })
  await dialog.waitFor()
  expect(await seriousFaults(page)).toEqual([])
  await dialog.getByLabel('Password', { exact: true }).fill('wrong')
  await page.keyboard.press('Enter')
  await page.getByText('That is not your password.').waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
  // What lies below is still there, with its code.
  expect(await page.getByRole('textbox', { name: 'Code' }).inputValue()).toBe(typed)
  await page.locator('button[type=submit][data-loading]').waitFor({ state: 'detached' })
  await page.getByRole('textbox', { name: 'Code' }).press('Enter')
  await dialog.getByLabel('Password', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
  await page.getByText('Each of them lets you in once').waitFor()
})

test('a forgotten password: asked for, mailed, replaced', async () => {
  const page = await stage.openPage()
  await page.goto('/sign-in')
  await page.getByRole('link', { name: 'Forgotten your password?' }).click()
  await page.getByLabel('E-mail or username').fill('nurse@example.com')
  await page.keyboard.press('Enter')
  await page.getByText('If nurse@example.com has an account here').waitFor()
  await expect
    .poll(async () => (await waitingMails(stage.admin)).some(({ template }) => template === 'passwordReset'))
    .toBe(true)
  const mail = (await waitingMails(stage.admin)).find(({ template }) => template === 'passwordReset')!
  const link = String(mail.values.link)
  expect(link.startsWith(stage.url)).toBe(true)
  await page.goto(link)
  await page.getByLabel('New password').fill('1234567890')
  await page.keyboard.press('Tab')
  await page.getByText('That password is among the first that are tried.').waitFor()
  await page.getByLabel('New password').fill('eight loud horses')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Your password is changed' }).waitFor()
  await page.getByRole('link', { name: 'Back to the sign-in page' }).click()
  await enterAs(page, 'nurse@example.com', 'eight loud horses')
  await page.waitForURL(/\/vitals/)
  await page.goto(link)
  await page.reload()
  await page.getByLabel('New password').fill('nine loud horses')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'This link does not work any more' }).waitFor()
})

test('a password that somebody else chose is replaced on the way in', async () => {
  await stage.admin.query(`update users set must_change_password = true where email = 'pharmacist@example.com'`)
  const page = await stage.openPage()
  await enterAs(page, 'pharmacist@example.com')
  await page.getByRole('heading', { name: 'Choose a new password' }).waitFor()
  await page.getByLabel('New password').fill('eleven loud horses')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/patients/)
})

test('head office requires the second step, and whoever has none sets it up on the way in', async () => {
  const page = await stage.signInAs('owner')
  await page.goto('/network/access/sign-in')
  await page.getByRole('switch').click()
  await page.getByText('Turn on the second step for yourself first').waitFor()
  await stage.admin.query('update organizations set totp_required = true where id = $1', [stage.organizationId])
  const next = await stage.openPage()
  await enterAs(next, 'owner@example.com')
  await next.getByRole('heading', { name: 'Set up the second step' }).waitFor()
  const secret = (await next.locator('code').innerText()).replace(/\s/g, '')
  await next.getByRole('textbox', { name: 'Code' }).fill(codeNow(secret))
  await next.keyboard.press('Enter')
  await next.getByRole('heading', { name: 'Keep these recovery codes' }).waitFor()
  await next.getByRole('button', { name: 'I have kept them' }).click()
  await next.waitForURL(/\/network/)
  const { rows } = await stage.admin.query(`select id, totp_sealed from users where email = 'owner@example.com'`)
  expect(openSeal(testSecret).open(rows[0].totp_sealed, `totp:${rows[0].id}`)).toBe(secret)
  await stage.admin.query('update organizations set totp_required = false')
})

test('another device is signed out from here, and hears of it at once', async () => {
  const [here, there] = await Promise.all([stage.signInAs('receptionist'), stage.signInAs('receptionist')])
  await there.goto(`/clinics/${stage.clinics.gulberg}/day`)
  await there.getByRole('heading', { name: 'Day' }).first().waitFor()
  await here.goto('/account')
  await here.waitForURL(new RegExp(`/clinics/${stage.clinics.gulberg}/account`))
  await here
    .getByRole('button', { name: /^Sign out: / })
    .first()
    .click()
  await there.waitForURL(/\/sign-in/)
})

test('the branch that was last on screen opens again, and each tab keeps its own', async () => {
  await assign(stage.admin, stage.people.receptionistNorth, stage.clinics.gulberg, 'receptionist')
  const page = await stage.signInAs('receptionistNorth')
  await page.goto('/')
  await page.waitForURL(/\/clinics\//)
  const first = /clinics\/([^/]+)/.exec(page.url())![1]!
  const other = first === stage.clinics.north ? stage.clinics.gulberg : stage.clinics.north
  const tab = await page.context().newPage()
  await tab.goto(`/clinics/${other}/day`)
  await tab.getByRole('heading', { name: 'Day' }).first().waitFor()
  await page.reload()
  await page.getByRole('heading', { name: 'Day' }).first().waitFor()
  expect(page.url()).toContain(first)
  await tab.bringToFront()
  await tab.goto(`/clinics/${other}/patients`)
  await tab.getByRole('heading', { name: 'Patients' }).first().waitFor()
  await tab.goto('/')
  await tab.waitForURL(new RegExp(other))
})

test('the door wears the name and colour of whose host it is, and lets nobody of another house in', async () => {
  await stage.admin.query(`update organizations set color = '#b42318' where id = $1`, [stage.organizationId])
  await stage.admin.query(`insert into domains (host, organization_id, verified_at) values ($1, $2, now())`, [
    new URL(stage.url).hostname,
    stage.organizationId,
  ])
  const page = await stage.openPage()
  // Whose a host is may be remembered for two seconds.
  await new Promise((resolve) => setTimeout(resolve, 2100))
  await page.goto('/sign-in')
  await page.getByRole('heading', { name: 'Sign in to DentoCare' }).waitFor()
  const button = page.getByRole('button', { name: 'Sign in', exact: true })
  const color = () => button.evaluate((element) => getComputedStyle(element).backgroundColor)
  await expect.poll(color).not.toBe('rgb(15, 118, 110)')
  await enterAs(page, 'stranger@example.com')
  await page.getByText('does not belong to an organization here').waitFor()
  await enterAs(page, 'doctor@example.com')
  await page.waitForURL(/\/doctor/)
  await stage.admin.query('delete from domains')
})
