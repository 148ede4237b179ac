import { beforeAll, describe, expect, test } from 'vitest'
import * as contract from '#contract/billing.ts'
import { openTestApp, type TestApp } from '#tests/harness/fixture.ts'
import { readPdf } from '../../integrations/pdf/pdf-reader.test-help.ts'

let app: TestApp
beforeAll(async () => {
  app = await openTestApp()
})

const here = () => ({ clinicId: app.clinics.gulberg })

async function newPatient(name: string): Promise<string> {
  const { rows } = await app.admin.query<{ id: string }>(
    `insert into patients (organization_id, clinic_id, number, full_name)
     values ($1, $2, 'T-' || substr(gen_random_uuid()::text, 1, 8), $3) returning id`,
    [app.organizationId, app.clinics.gulberg, name],
  )
  return rows[0]!.id
}

function draft(patientId: string, quantity = 1, discountMinor = 0) {
  const lines = [{ serviceId: app.services.gulberg, quantity, discountMinor }]
  return app.ok(app.people.billing, contract.createInvoice, { ...here(), patientId, lines })
}

function pay(
  patientId: string,
  amountMinor: number,
  extra: { expectedDueMinor?: number } = {},
  idempotencyKey?: string,
) {
  const input = { ...here(), patientId, amountMinor, method: 'cash' as const, ...extra }
  return app.call(app.people.billing, contract.takePayment, input, { idempotencyKey })
}

describe('a payment', () => {
  test('of a part issues the draft it pays, gives a numbered receipt and leaves the rest due', async () => {
    const patientId = await newPatient('Hina')
    const invoice = await draft(patientId, 2) // 2 × 200,000
    expect(invoice).toMatchObject({ status: 'draft', number: null, totalMinor: 400_000 })
    const paid = await pay(patientId, 150_000)
    expect(paid.status).toBe(201)
    expect(paid.body.number).toMatch(/^GUL-REC-20\d\d-\d{6}$/)
    expect(paid.body).toMatchObject({ balanceMinor: 250_000, receivedBy: 'billing' })
    const account = await app.ok(app.people.billing, contract.getAccount, { ...here(), patientId })
    expect(account.dueMinor).toBe(250_000)
    expect(account.invoices[0]).toMatchObject({ status: 'issued', paidMinor: 150_000 })
    expect(account.invoices[0]!.number).toMatch(/^GUL-INV-/)
    const { rows } = await app.admin.query('select due_minor::int from patients where id = $1', [patientId])
    expect(rows[0].due_minor).toBe(250_000)
  })

  test('settles the oldest dues first, and the parts add up to it', async () => {
    const patientId = await newPatient('Omar')
    const first = await draft(patientId)
    const second = await draft(patientId)
    const paid = await pay(patientId, 250_000)
    expect(paid.body.allocations.map(({ invoiceId, amountMinor }) => [invoiceId, amountMinor])).toEqual([
      [first.id, 200_000],
      [second.id, 50_000],
    ])
  })

  test('of more than is due is refused, and of what is due is taken', async () => {
    const patientId = await newPatient('Zara')
    await draft(patientId)
    expect(await pay(patientId, 200_001)).toMatchObject({ status: 409, refusal: 'more_than_due' })
    expect((await pay(patientId, 200_000)).status).toBe(201)
    expect(await pay(patientId, 1)).toMatchObject({ status: 409, refusal: 'nothing_due' })
  })

  test('meant for another sum than what is due now is asked again', async () => {
    const patientId = await newPatient('Ali')
    await draft(patientId)
    expect(await pay(patientId, 1000, { expectedDueMinor: 150_000 })).toMatchObject({ refusal: 'changed_meanwhile' })
    expect((await pay(patientId, 1000, { expectedDueMinor: 200_000 })).status).toBe(201)
    // Also where it would be too much now: the new amount is what the desk needs to hear.
    expect(await pay(patientId, 200_000, { expectedDueMinor: 200_000 })).toMatchObject({ refusal: 'changed_meanwhile' })
  })

  test('sent twice with one key is taken once, also at the same moment', async () => {
    const patientId = await newPatient('Sara')
    await draft(patientId)
    const key = crypto.randomUUID()
    const answers = await Promise.all([pay(patientId, 50_000, {}, key), pay(patientId, 50_000, {}, key)])
    expect(answers.map((answer) => answer.status)).toEqual([201, 201])
    expect(answers[0]!.body.number).toBe(answers[1]!.body.number)
    const again = await pay(patientId, 60_000, {}, key)
    expect(again).toMatchObject({ status: 422, refusal: 'idempotency_key_reused' })
    const account = await app.ok(app.people.billing, contract.getAccount, { ...here(), patientId })
    expect(account).toMatchObject({ dueMinor: 150_000 })
  })

  test('from twenty desks at once never takes more than is due, and leaves no gap in the receipts', async () => {
    const patientId = await newPatient('Bushra')
    await draft(patientId) // 200,000
    const answers = await Promise.all(Array.from({ length: 20 }, () => pay(patientId, 30_000)))
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(6)
    expect(answers.filter((answer) => answer.refusal === 'more_than_due')).toHaveLength(14)
    const { rows } = await app.admin.query(
      `select max(right(number, 6)::int) - count(*)::int as gaps from payments where organization_id = $1 and clinic_id = $2`,
      [app.organizationId, app.clinics.gulberg],
    )
    expect(rows[0].gaps).toBe(0)
  })

  test('is refused to a nurse and taken from the front desk', async () => {
    const patientId = await newPatient('Noor')
    await draft(patientId)
    const input = { ...here(), patientId, amountMinor: 1000, method: 'card' as const }
    expect(await app.call(app.people.nurse, contract.takePayment, input)).toMatchObject({ status: 403 })
    expect((await app.call(app.people.receptionist, contract.takePayment, input)).status).toBe(201)
  })
})

describe('an invoice', () => {
  test('takes its prices from the catalogue, and refuses a discount above the price', async () => {
    const patientId = await newPatient('Danish')
    expect((await draft(patientId, 3, 100_000)).totalMinor).toBe(500_000)
    const lines = [{ serviceId: app.services.gulberg, quantity: 1, discountMinor: 200_001 }]
    const refused = await app.call(app.people.billing, contract.createInvoice, { ...here(), patientId, lines })
    expect(refused).toMatchObject({ status: 422, refusal: 'invalid' })
    const smuggled = { ...here(), patientId, lines: [{ serviceId: app.services.gulberg, unitMinor: 1 }] }
    expect(await app.call(app.people.billing, contract.createInvoice, smuggled as never)).toMatchObject({ status: 422 })
  })

  test('names a tooth by its number, and nothing else', async () => {
    const invoice = await draft(await newPatient('Nida'))
    const edit = (tooth: string) =>
      app.call(app.people.billing, contract.editInvoice, {
        ...here(),
        invoiceId: invoice.id,
        version: invoice.version,
        lines: [{ serviceId: app.services.gulberg, quantity: 1, tooth }],
      })
    expect(await edit('x'.repeat(5000))).toMatchObject({ status: 422, refusal: 'invalid' })
    expect(await edit('36')).toMatchObject({ status: 200, body: { lines: [{ tooth: '36' }] } })
  })

  test('never changes once it is issued, whoever asks', async () => {
    const patientId = await newPatient('Kiran')
    const invoice = await draft(patientId)
    const lines = [{ serviceId: app.services.gulberg, quantity: 2 }]
    const edited = await app.ok(app.people.billing, contract.editInvoice, {
      ...here(),
      invoiceId: invoice.id,
      version: invoice.version,
      lines,
    })
    expect(edited.totalMinor).toBe(400_000)
    const issued = await app.ok(app.people.billing, contract.issueInvoice, {
      ...here(),
      invoiceId: invoice.id,
      version: edited.version,
    })
    const late = await app.call(app.people.billing, contract.editInvoice, {
      ...here(),
      invoiceId: invoice.id,
      version: issued.version,
      lines,
    })
    expect(late).toMatchObject({ status: 409, refusal: 'issued' })
    const sneaky = app.admin.query('update invoices set total_minor = 1 where id = $1', [invoice.id])
    await expect(sneaky).rejects.toMatchObject({ constraint: 'invoices__issued' })
    await expect(
      app.admin.query('delete from invoice_lines where invoice_id = $1', [invoice.id]),
    ).rejects.toMatchObject({ constraint: 'invoices__issued' })
  })

  test('of another branch does not exist here', async () => {
    const patientId = await newPatient('Iqra')
    const invoice = await draft(patientId)
    const asked = { clinicId: app.clinics.north, invoiceId: invoice.id }
    expect(await app.call(app.people.receptionistNorth, contract.getInvoice, asked)).toMatchObject({ status: 404 })
    expect((await app.call(app.people.receptionist, contract.getInvoice, { ...asked, ...here() })).status).toBe(200)
  })

  test('and its receipt print as PDF; a draft has no number to print', async () => {
    const patientId = await newPatient('محمد اسلم')
    const invoice = await draft(patientId)
    const asked = { ...here(), invoiceId: invoice.id }
    expect(await app.call(app.people.billing, contract.getInvoicePdf, asked)).toMatchObject({
      status: 409,
      refusal: 'not_issued',
    })
    const payment = await pay(patientId, 200_000)
    const printed = await app.call(app.people.billing, contract.getInvoicePdf, asked)
    const receipt = await app.call(app.people.billing, contract.getReceiptPdf, {
      ...here(),
      paymentId: payment.body.id,
      language: 'ur',
    })
    for (const file of [printed, receipt]) {
      expect(file.headers.get('content-type')).toBe('application/pdf')
      expect(
        Buffer.from(file.body as never)
          .subarray(0, 5)
          .toString(),
      ).toBe('%PDF-')
    }
  })

  test('and its receipt go on saying what they said when they were issued, whatever the patient is called since', async () => {
    const patientId = await newPatient('Sana Lodhi')
    const invoice = await draft(patientId)
    const { id: paymentId } = (await pay(patientId, 200_000)).body
    const rename = () => app.admin.query(`update patients set full_name = 'Sana Baloch' where id = $1`, [patientId])
    await rename()
    const printed = async () => {
      const files = [
        await app.call(app.people.billing, contract.getInvoicePdf, { ...here(), invoiceId: invoice.id }),
        await app.call(app.people.billing, contract.getReceiptPdf, { ...here(), paymentId }),
      ]
      return files.map(({ body }) => readPdf(Buffer.from(body as never)).text)
    }
    for (const text of await printed()) {
      expect(text).toContain('Sana Lodhi')
      expect(text).not.toContain('Baloch')
    }
    // The control: what is issued after it says the new name.
    const later = await draft(patientId)
    await pay(patientId, 200_000)
    const file = await app.call(app.people.billing, contract.getInvoicePdf, { ...here(), invoiceId: later.id })
    expect(readPdf(Buffer.from(file.body as never)).text).toContain('Sana Baloch')
    await expect(
      app.admin.query(`update invoices set printed = '{}' where id = $1`, [invoice.id]),
    ).rejects.toMatchObject({ constraint: 'invoices__issued' })
  })
})

test('figures follow: what was billed and what came in stand in the day’s rollup', async () => {
  const { rows } = await app.admin.query(
    `select (select sum(invoiced_minor) from clinic_day_deltas where clinic_id = $1)::int as billed,
       (select sum(total_minor) from invoices where clinic_id = $1)::int as invoices,
       (select sum(paid_minor) from clinic_day_deltas where clinic_id = $1)::int as taken,
       (select sum(amount_minor) from payments where clinic_id = $1)::int as payments,
       (select sum(due_minor) from clinic_balances where clinic_id = $1)::int as due,
       (select sum(due_minor) from patients where clinic_id = $1)::int as owed`,
    [app.clinics.gulberg],
  )
  expect(rows[0].billed).toBe(rows[0].invoices)
  expect(rows[0].taken).toBe(rows[0].payments)
  expect(rows[0].due).toBe(rows[0].owed)
  expect(rows[0].due).toBe(rows[0].billed - rows[0].taken)
})
