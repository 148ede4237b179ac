import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { bookAppointment, listDay } from '#contract/appointments.ts'
import { addPerson, listPeople } from '#contract/people.ts'
import { dayAhead, instant } from '#tests/harness/days.ts'
import { waitingMails } from '#tests/harness/mails.ts'
import { openStage, type Stage, seriousFaults } from './harness.ts'

let stage: Stage
let page: Page
beforeAll(async () => {
  stage = await openStage()
  page = await stage.signInAs('clinicAdmin')
})

const peoplePage = () => `/clinics/${stage.clinics.gulberg}/settings/people`
const here = () => ({ clinicId: stage.clinics.gulberg })
const drawer = () => page.getByRole('dialog')
const row = (name: string) => page.getByRole('row', { name: new RegExp(name) })
const book = (doctorId: string, day: number, time: string) =>
  stage.ok(stage.people.owner, bookAppointment, {
    ...here(),
    patientId: stage.patients.gulberg,
    doctorId,
    startsAt: instant(dayAhead(day), time),
    minutes: 30,
  })

describe('a clinic admin', () => {
  test('invites somebody by mail, who chooses a password and lands at the desk', async () => {
    await page.goto(peoplePage())
    await row('receptionist').first().waitFor()
    await page.keyboard.press('n')
    await drawer().getByRole('textbox', { name: 'Full name' }).fill('Amna Tariq')
    await drawer().getByRole('textbox', { name: 'E-mail' }).fill('amna@example.com')
    await drawer().getByRole('checkbox', { name: 'Receptionist' }).check()
    await page.keyboard.press('Control+Enter')
    await row('Amna Tariq').getByText('Invited').waitFor()

    const mail = (await waitingMails(stage.admin)).find(({ to }) => to === 'amna@example.com')!
    const guest = await stage.openPage()
    await guest.goto(String(mail.values.link))
    await guest.getByRole('heading', { name: 'DentoCare invites you' }).waitFor()
    await expect.poll(() => guest.url()).not.toContain('#')
    expect(await seriousFaults(guest)).toEqual([])
    await guest.getByLabel('Choose a password').fill('short')
    await guest.getByRole('button', { name: 'Accept and sign in' }).click()
    await guest.getByText('At least ten characters, please.').waitFor()
    await guest.getByLabel('Choose a password').fill('a password of her own')
    await guest.keyboard.press('Enter')
    await guest.waitForURL(`**/clinics/${stage.clinics.gulberg}/day**`)
    await row('Amna Tariq').getByText('Active').waitFor()
    // Once used it opens nothing.
    await guest.context().clearCookies()
    await guest.goto('about:blank')
    await guest.goto(String(mail.values.link))
    await guest.getByText('This invitation works no more').waitFor()
  })

  test('makes a sign-in with a first password, shown once, which must be changed at the door', async () => {
    // A second one would make the one on the screen worthless.
    let made = 0
    page.on('response', (answer) => {
      if (answer.url().endsWith('/first-password')) made += 1
    })
    await page.goto(`${peoplePage()}?person=new`)
    await drawer().getByText('Create now').click()
    await drawer().getByText('Username', { exact: true }).first().click()
    await drawer().getByRole('textbox', { name: 'Full name' }).fill('Bushra Ali')
    await drawer().getByRole('textbox', { name: 'Username' }).fill('bushra')
    await drawer().getByRole('checkbox', { name: 'Nurse' }).check()
    await page.keyboard.press('Control+Enter')
    await drawer().getByText('Shown this once.').waitFor()
    const [login, password] = await drawer().locator('dd').allInnerTexts()
    expect(login).toBe('bushra@dentocare')
    expect(made).toBe(1)
    expect(await seriousFaults(page)).toEqual([])
    await drawer().getByRole('button', { name: 'Done' }).click()
    await row('Bushra Ali').getByText('Must change password').waitFor()

    const guest = await stage.openPage()
    await guest.goto('/sign-in')
    await guest.getByRole('button', { name: 'Sign in', exact: true }).waitFor()
    await guest.getByLabel('E-mail').first().fill(login!)
    await guest.getByLabel('Password', { exact: true }).fill(password!)
    expect(await guest.getByLabel('E-mail').first().inputValue()).toBe(login)
    await guest.keyboard.press('Enter')
    await guest
      .getByLabel(/new password/i)
      .first()
      .fill('a password of her own')
    await guest.keyboard.press('Enter')
    await guest.waitForURL(`**/clinics/${stage.clinics.gulberg}/vitals**`)
  })

  test('adds a visiting doctor as a contact, and wants her bookings mailed', async () => {
    await page.goto(`${peoplePage()}?person=new`)
    await drawer().getByText('Contact only').click()
    await drawer().getByRole('textbox', { name: 'Full name' }).fill('Dr Visiting Shah')
    await drawer().getByRole('textbox', { name: 'E-mail' }).fill('shah@example.com')
    await page.keyboard.press('Control+Enter')
    await row('Dr Visiting Shah').getByText('Contact only').waitFor()
    await page.getByRole('switch', { name: /E-mail bookings to visiting doctors/ }).click()
    await expect
      .poll(async () => (await stage.ok(stage.people.clinicAdmin, listPeople, here())).mailsVisitingDoctors)
      .toBe(true)
  })

  test('changes roles, and cannot touch her own', async () => {
    await page.goto(peoplePage())
    await row('Bushra Ali').click()
    await drawer().getByRole('checkbox', { name: 'Billing' }).check()
    await page.keyboard.press('Control+Enter')
    await row('Bushra Ali').getByText('Billing').waitFor()
    await row('clinicAdmin').click()
    await drawer().getByText('Your own rights are changed by somebody else.').waitFor()
    expect(await drawer().getByRole('button', { name: /^Save/ }).isDisabled()).toBe(true)
    await page.keyboard.press('Escape')
  })

  test('is asked what happens to appointments before a doctor is removed, and shown what became of them', async () => {
    await book(stage.doctors.sana, 3, '10:00')
    await book(stage.doctors.sana, 3, '11:00')
    await page.goto(`${peoplePage()}?person=${stage.people.doctor.userId}`)
    await drawer().getByRole('button', { name: 'Remove…' }).click()
    await drawer().getByText('2 appointments are still to come. What happens to them?').waitFor()
    expect(await seriousFaults(page)).toEqual([])
    await drawer().getByRole('combobox', { name: 'All of them' }).click()
    await page.getByRole('option', { name: 'Cancel' }).click()
    const remove = drawer().getByRole('button', { name: /^Remove/ })
    expect(await remove.isDisabled()).toBe(true)
    await drawer().getByRole('textbox', { name: 'Reason for cancelling' }).fill('She left')
    await drawer().getByRole('combobox', { name: /10:00/ }).click()
    await page.getByRole('option', { name: 'To Dr Bilal Ahmed' }).click()
    await remove.click()
    await drawer().getByText('Now with Dr Bilal Ahmed at Gulberg').waitFor()
    await drawer().getByText('Cancelled').waitFor()
    await drawer().getByRole('button', { name: 'Done' }).click()
    await row('Dr Sana').waitFor({ state: 'detached' })
  })

  test.each([
    ['on a laptop', { viewport: { width: 1280, height: 800 } }],
    ['on a phone', { viewport: { width: 375, height: 812 } }],
    ['in the dark', { colorScheme: 'dark' }],
    ['from right to left', { language: 'ur' }],
  ] as const)('axe finds nothing serious %s', async (_, options) => {
    const admin = await stage.signInAs('clinicAdmin', options)
    await admin.goto(peoplePage())
    await admin.getByRole('row', { name: /Amna Tariq/ }).waitFor()
    expect(await seriousFaults(admin)).toEqual([])
    expect(await admin.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      admin.viewportSize()!.width,
    )
    await admin.goto(`${peoplePage()}?person=new`)
    await admin.getByRole('dialog').getByRole('checkbox').first().waitFor()
    expect(await seriousFaults(admin)).toEqual([])
    await admin.context().close()
  })
})

describe('head office', () => {
  let owner: Page
  let doctorId: string
  beforeAll(async () => {
    owner = await stage.signInAs('owner')
    const { id } = await stage.ok(stage.people.owner, addPerson, {
      ...here(),
      way: 'create',
      fullName: 'Dr Moving Malik',
      username: 'malik',
      roles: ['doctor'],
    })
    const { rows } = await stage.admin.query('select id from doctors where user_id = $1', [id])
    doctorId = rows[0].id
    await stage.admin.query(
      `insert into doctor_sessions (organization_id, clinic_id, doctor_id, weekday, starts_minute, ends_minute)
       select $1, $2, $3, weekday, 540, 1020 from generate_series(1, 7) weekday`,
      [stage.organizationId, stage.clinics.gulberg, doctorId],
    )
  })

  test('finds anybody by filters that stand in the URL', async () => {
    await owner.goto('/network/staff')
    await owner.getByRole('row', { name: /receptionistNorth/ }).waitFor()
    await owner.keyboard.press('/')
    await owner.locator('input:focus').waitFor()
    await owner.keyboard.type('malik')
    await owner.waitForURL(/q=malik/)
    await owner.getByRole('row', { name: /receptionistNorth/ }).waitFor({ state: 'detached' })
    await owner.goto(`/network/staff?branch=${stage.clinics.north}&role=receptionist`)
    await owner.getByRole('row', { name: /receptionistNorth/ }).waitFor()
    expect(await owner.getByRole('row').count()).toBe(2)
    expect(await seriousFaults(owner)).toEqual([])
  })

  test('transfers a doctor: sessions move, each appointment goes where it was sent, and it is shown', async () => {
    const along = await book(doctorId, 4, '10:00')
    const given = await book(doctorId, 4, '11:00')
    await owner.goto('/network/staff?q=malik')
    await owner.getByRole('row', { name: /Dr Moving Malik/ }).click()
    await owner.getByRole('button', { name: 'Transfer to another branch…' }).click()
    await owner.waitForURL(/staff\/transfer/)
    await owner.getByRole('combobox', { name: 'To', exact: true }).click()
    await owner.getByRole('option', { name: /North/ }).click()
    await owner.waitForURL(/[?&]to=/)
    await owner.goto(`${owner.url()}&day=${dayAhead(2)}`)
    await owner.getByRole('heading', { name: 'Transfer of Dr Moving Malik' }).waitFor()
    await owner.getByText('Sunday').waitFor()
    await owner.getByRole('combobox', { name: 'All of them' }).click()
    await owner.getByRole('option', { name: 'Go along to North' }).click()
    await owner.getByRole('combobox', { name: /11:00/ }).click()
    await owner.getByRole('option', { name: 'To Dr Bilal Ahmed' }).click()
    expect(await seriousFaults(owner)).toEqual([])
    await owner.getByRole('button', { name: 'Transfer', exact: true }).click()
    await owner.getByText('7 weekly sessions moved.').waitFor()
    await owner.getByText('Now at North with Dr Moving Malik').waitFor()
    await owner.getByText('Now with Dr Bilal Ahmed at Gulberg').waitFor()

    const north = await stage.ok(stage.people.owner, listDay, { clinicId: stage.clinics.north, day: dayAhead(4) })
    expect(north.visits).toMatchObject([{ doctorId, startsAt: along.startsAt, patientName: 'Patient of Gulberg' }])
    const gulberg = await stage.ok(stage.people.owner, listDay, { ...here(), day: dayAhead(4) })
    expect(gulberg.visits.find(({ id }) => id === given.id)).toMatchObject({ doctorName: 'Dr Bilal Ahmed' })
    expect(gulberg.visits.find(({ id }) => id === along.id)).toMatchObject({ status: 'cancelled' })
  })

  test('ends from the report what somebody may do and did not', async () => {
    await stage.admin.query(
      `insert into assignments (organization_id, user_id, clinic_id, role, created_at)
       values ($1, $2, $3, 'nurse', now() - interval '200 days')`,
      [stage.organizationId, stage.people.nurse.userId, stage.clinics.north],
    )
    await owner.goto('/network/staff/drift')
    await owner.getByRole('button', { name: 'End nurse at North' }).click()
    await owner.getByRole('button', { name: 'End nurse at North' }).waitFor({ state: 'detached' })
    const { rows } = await stage.admin.query('select clinic_id from assignments where user_id = $1', [
      stage.people.nurse.userId,
    ])
    expect(rows).toEqual([{ clinic_id: stage.clinics.gulberg }])
    expect(await seriousFaults(owner)).toEqual([])
  })

  test.each([
    ['on a phone', { viewport: { width: 375, height: 812 } }],
    ['in the dark', { colorScheme: 'dark' }],
    ['from right to left', { language: 'ur' }],
  ] as const)('axe finds nothing serious %s', async (_, options) => {
    const other = await stage.signInAs('owner', options)
    for (const path of ['/network/staff', '/network/staff?person=new', '/network/staff/drift']) {
      await other.goto(path)
      await other.locator('main h1').waitFor()
      await other.locator('main :is(tbody tr, section section)').first().waitFor()
      expect(await seriousFaults(other), path).toEqual([])
      expect(await other.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(
        other.viewportSize()!.width,
      )
    }
    await other.context().close()
  })
})

test('a receptionist finds neither page', async () => {
  const desk = await stage.signInAs('billing')
  await desk.goto(peoplePage())
  await desk.getByText('There is nothing at this address').waitFor()
  await desk.goto('/network/staff')
  await desk.waitForURL(/clinics/)
})
