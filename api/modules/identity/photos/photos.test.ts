import { beforeAll, describe, expect, test } from 'vitest'
import { hashPassword } from '#api/integrations/password.ts'
import { listPeople } from '#contract/people.ts'
import * as photos from '#contract/photos.ts'
import { signIn } from '#contract/session.ts'
import { listStaff } from '#contract/staff.ts'
import { openTab } from '#tests/harness/browser-tab.ts'
import { openTestApp, type TestApp } from '#tests/harness/fixture.ts'
import { smallPhoto } from '#tests/harness/photo.ts'
import { washPhoto } from './wash.ts'

const bytesOf = (text: string) => Buffer.from(text, 'latin1')
/** A segment of a JPEG: marker, length, content. */
const segment = (code: number, content: Uint8Array) =>
  Buffer.concat([
    Buffer.from([0xff, code, (content.length + 2) >> 8, (content.length + 2) & 0xff]),
    Buffer.from(content),
  ])
/** The photo with something put in after its first two bytes. */
const withInside = (...segments: Uint8Array[]) =>
  new Uint8Array(Buffer.concat([smallPhoto.subarray(0, 2), ...segments, smallPhoto.subarray(2)]))
/** The same picture said to be of another size. */
function ofSize(width: number, height: number): Uint8Array {
  const changed = Buffer.from(smallPhoto)
  const at = changed.indexOf(Buffer.from([0xff, 0xc0]))
  changed.writeUInt16BE(height, at + 5)
  changed.writeUInt16BE(width, at + 7)
  return new Uint8Array(changed)
}

describe('what is kept of a picture', () => {
  test('is the picture, and nothing that a camera or a program noted beside it', () => {
    const plain = washPhoto(smallPhoto)!
    const place = segment(0xe1, bytesOf('Exif\0\0GPS 31.5204 N 74.3587 E'))
    const program = segment(0xed, bytesOf('Photoshop 3.0 owner'))
    const comment = segment(0xfe, bytesOf('made at home'))
    const full = Buffer.concat([withInside(place, program, comment), bytesOf('PK\x03\x04 a whole archive')])
    expect(Buffer.from(washPhoto(full)!).equals(plain)).toBe(true)
    expect(Buffer.from(plain).includes('GPS')).toBe(false)
    // What it draws is all there: tables, the frame, the scan, the end.
    expect([...plain.subarray(0, 2), ...plain.subarray(-2)]).toEqual([0xff, 0xd8, 0xff, 0xd9])
    expect(washPhoto(plain)).toEqual(plain)
  })

  test.each([
    ['a picture that is not square', ofSize(32, 48)],
    ['one that is too small', ofSize(16, 16)],
    ['one that would fill the memory when drawn', ofSize(60_000, 60_000)],
    ['another kind of picture', bytesOf('\x89PNG\r\n\x1a\n')],
    ['a page', bytesOf('<html><script>alert(1)</script>')],
    ['half a picture', smallPhoto.subarray(0, smallPhoto.length - 40)],
    ['a beginning without a picture', smallPhoto.subarray(0, 2)],
    ['a length that points behind the end', withInside(Buffer.from([0xff, 0xe1, 0xff, 0xff]))],
    ['a length of nothing', withInside(Buffer.from([0xff, 0xe1, 0x00, 0x00]))],
    ['nothing', new Uint8Array(0)],
  ])('%s is refused', (_, bytes) => {
    expect(washPhoto(bytes)).toBe(null)
  })
})

describe('a photo', () => {
  let app: TestApp
  beforeAll(async () => {
    app = await openTestApp()
  })
  const here = () => ({ clinicId: app.clinics.gulberg })
  const file = smallPhoto
  const rowOf = async (id: string) =>
    (await app.ok(app.people.owner, listPeople, here())).people.find((one) => one.id === id)

  test('of one’s own is set, shown in the lists and the session, and removed', async () => {
    const { nurse, owner } = app.people
    const { photo } = await app.ok(nurse, photos.setOwnPhoto, {}, { file })
    expect(photo).toMatch(/^[0-9a-f]{64}$/)
    expect(await rowOf(nurse.userId)).toMatchObject({ photo })
    expect((await app.ok(owner, listStaff, { personId: nurse.userId })).staff).toMatchObject([{ photo }])
    const seen = await app.call(nurse, photos.getOwnPhoto, {})
    expect(seen.headers.get('content-type')).toBe('image/jpeg')
    expect(seen.headers.get('x-content-type-options')).toBe('nosniff')
    expect(Buffer.from(seen.body as never).equals(washPhoto(smallPhoto)!)).toBe(true)

    const password = 'seven quiet horses'
    await app.admin.query('update users set password_hash = $1 where id = $2', [
      await hashPassword(password),
      nurse.userId,
    ])
    await app.admin.query('update sessions set ended_at = null')
    const { body } = await openTab(app.fetch).call(signIn, { login: 'nurse@example.com', password })
    expect(body.user.photo).toBe(photo)

    expect(await app.ok(nurse, photos.removeOwnPhoto, {})).toEqual({ photo: null })
    expect(await rowOf(nurse.userId)).toMatchObject({ photo: null })
    expect((await app.call(nurse, photos.getOwnPhoto, {})).refusal).toBe('not_found')
    expect(await app.ok(nurse, photos.removeOwnPhoto, {})).toEqual({ photo: null })
    const { rows } = await app.admin.query(
      `select event from audit_events where event like 'person.photo%' order by id`,
    )
    expect(rows.map(({ event }) => event)).toEqual(['person.photoSet', 'person.photoRemoved'])
  })

  test('of somebody of the branch is set by its admin; of nobody above, and of nobody elsewhere', async () => {
    const { clinicAdmin, receptionist, receptionistNorth, nurse, owner, stranger } = app.people
    const set = (who: typeof nurse, by = clinicAdmin) =>
      app.call(by, photos.setPhoto, { ...here(), personId: who.userId }, { file })
    expect((await set(nurse)).status).toBe(200)
    expect((await set(nurse, receptionist)).refusal).toBe('forbidden')
    expect((await set(receptionistNorth)).refusal).toBe('not_found')
    expect((await set(stranger)).refusal).toBe('not_found')
    await app.admin.query(
      `insert into assignments (organization_id, user_id, clinic_id, role) values ($1, $2, $3, 'doctor')`,
      [app.organizationId, owner.userId, app.clinics.gulberg],
    )
    expect((await set(owner)).refusal).toBe('above_you')
    expect((await app.call(clinicAdmin, photos.removePhoto, { ...here(), personId: owner.userId })).refusal).toBe(
      'above_you',
    )
    expect((await app.call(owner, photos.setStaffPhoto, { personId: receptionistNorth.userId }, { file })).status).toBe(
      200,
    )
    expect((await app.call(owner, photos.removeStaffPhoto, { personId: receptionistNorth.userId })).status).toBe(200)
  })

  test('is seen by the branch and head office, and by nobody of another branch or organization', async () => {
    const { receptionist, receptionistNorth, owner, stranger, nurse } = app.people
    await app.ok(owner, photos.setStaffPhoto, { personId: nurse.userId }, { file })
    const personId = nurse.userId
    expect((await app.call(receptionist, photos.getPhoto, { ...here(), personId })).status).toBe(200)
    expect((await app.call(owner, photos.getStaffPhoto, { personId })).status).toBe(200)
    const north = { clinicId: app.clinics.north, personId }
    expect((await app.call(receptionistNorth, photos.getPhoto, north)).refusal).toBe('not_found')
    expect((await app.call(receptionist, photos.getStaffPhoto, { personId })).refusal).toBe('forbidden')
    expect((await app.call(stranger, photos.getStaffPhoto, { personId })).refusal).toBe('not_found')
    const foreign = { clinicId: app.clinics.foreign, personId }
    expect((await app.call(stranger, photos.getPhoto, foreign)).refusal).toBe('not_found')
  })

  test('that is none, or too large, is refused with a sentence, and what was there stays', async () => {
    const { pharmacist } = app.people
    const { photo } = await app.ok(pharmacist, photos.setOwnPhoto, {}, { file })
    const none = await app.call(pharmacist, photos.setOwnPhoto, {}, { file: new Uint8Array([1, 2, 3]) })
    expect(none).toMatchObject({ status: 422, refusal: 'not_a_photo' })
    const large = await app.call(pharmacist, photos.setOwnPhoto, {}, { file: new Uint8Array(65 * 1024) })
    expect(large).toMatchObject({ status: 413, refusal: 'too_large' })
    expect(await rowOf(pharmacist.userId)).toMatchObject({ photo })
  })
})
