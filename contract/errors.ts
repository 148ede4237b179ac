import './zod-setup.ts'
import * as z from 'zod'

/**
 * Every refusal the API can give: its status and its sentence. A constraint of the database named `table__meaning`
 * becomes the refusal `meaning`. Sentences say what happened and, where there is something to do, what to do.
 */
export const refusals = {
  // about the request
  malformed: [400, 'The request could not be read.'],
  invalid: [422, 'Some fields need another look.'],
  too_large: [413, 'That is too large to be taken.'],
  not_found: [404, 'There is nothing here under that name, or it is not yours to see.'],
  method_not_allowed: [405, 'That cannot be done here.'],
  idempotency_key_missing: [
    400,
    'A creating request needs an Idempotency-Key header, so that a retry cannot create twice.',
  ],
  idempotency_key_reused: [422, 'This Idempotency-Key was used for a different request.'],
  changed_meanwhile: [409, 'Somebody else changed this meanwhile. Look at both versions before you save.'],
  busy: [503, 'Many people are asking for the same thing right now. Please try again in a moment.'],
  too_slow: [503, 'This took too long and was stopped. Nothing was changed.'],
  unavailable: [503, 'The system is restarting or cannot be reached. Nothing is lost; please try again in a moment.'],
  not_json: [415, 'The request must be sent as JSON.'],
  internal: [500, 'Something went wrong on our side. It has been noted under the trace number.'],
  // about the person
  sign_in_needed: [401, 'Please sign in.'],
  session_ended: [401, 'Your session has ended. Please sign in again.'],
  sign_in_refused: [401, 'That name and password do not go together.'],
  too_many_attempts: [429, 'Too many attempts. Please wait a few minutes and try again.'],
  other_site: [403, 'This was asked from another web page. Open the system itself and try again.'],
  no_organization: [403, 'Your account does not belong to an organization here any more.'],
  confirmation_needed: [
    403,
    'Please confirm that it is you: your password or a code was last asked for over ten minutes ago.',
  ],
  code_needed: [401, 'Please give the code of your authenticator app.'],
  code_refused: [401, 'That code is not right, or was used already. Wait for the next one and try again.'],
  new_password_needed: [403, 'This password was chosen by somebody else. Please choose your own.'],
  totp_setup_needed: [403, 'Your organization asks for a second step when you sign in. Please set it up now.'],
  password_wrong: [422, 'That is not your password.'],
  password_short: [422, 'Please choose a password of at least ten characters. A few words are easier than odd signs.'],
  password_common: [422, 'That password is among the first that are tried. Please choose another one.'],
  password_like_you: [422, 'A password made of your own name is quickly guessed. Please choose another one.'],
  password_same: [422, 'That is the password you have now. Please choose another one.'],
  link_over: [410, 'This link does not work any more. Ask for a new one.'],
  setup_over: [422, 'Setting this up took too long. Please begin again.'],
  second_step_first: [
    409,
    'That organization asks for a second step. Turn it on in your account first, or sign out and set it up on the way in.',
  ],
  own_totp_first: [409, 'Turn on the second step for yourself first, so that you are not locked out.'],
  totp_required: [409, 'Your organization asks for a second step, so it cannot be turned off.'],
  forbidden: [403, 'Your role does not allow this.'],
  organization_suspended: [
    403,
    'Your organization is suspended. Its data is kept. Please ask your head office, or the operator of this system.',
  ],
  link_spent: [410, 'This link was used already or is too old. Please ask for a new one.'],
  registered_often: [
    429,
    'Ten practices were begun from your network within the hour. Please look for the link in your mail, or try again in an hour.',
  ],
  registrations_full: [
    429,
    'So many practices are registering right now that no more are taken for the moment. Please try again in an hour.',
  ],
  // about operators
  platform_not_set_up: [
    503,
    'The operator’s console is not set up here: the server needs PLATFORM_DATABASE_URL, the address with which polyclinic_platform signs in.',
  ],
  elevated_already: [409, 'You are inside an organization already. Leave it first.'],
  not_inside: [409, 'You are not inside an organization.'],
  plan_clinics: [409, 'The plan does not include another branch. Nothing that is there is touched.'],
  plan_doctors: [409, 'The plan does not include another doctor. Nothing that is there is touched.'],
  plan_seats: [409, 'The plan does not include another person. Nothing that is there is touched.'],
  plan_patients: [409, 'The plan does not include that many patients. Nothing that is there is touched.'],
  read_only: [
    409,
    'The trial is over, so nothing can be changed. Everything is kept and can be exported; the operator of this system can extend it.',
  ],
  // about time
  slot_taken: [409, 'That time is already taken.'],
  elsewhere_then: [409, 'The doctor is at another place at that time.'],
  outside_hours: [409, 'The doctor is not working here at that time.'],
  in_the_past: [409, 'That time has already passed.'],
  clinic_inactive: [409, 'This branch is closed for new bookings.'],
  doctor_not_here: [409, 'That doctor does not work at this branch.'],
  ends_before_it_starts: [422, 'The end must come after the start.'],
  not_in_this_state: [409, 'The appointment is not in a state that allows this.'],
  nobody_waiting: [409, 'Nobody is waiting.'],
  token_taken: [409, 'That token was given out already.'],
  doctor_away: [409, 'The doctor is away at that time.'],
  moved_meanwhile: [409, 'Somebody moved this appointment meanwhile. Look at it again.'],
  not_today: [409, 'This appointment is on another day. Move it to today first.'],
  not_yet: [409, 'The time of this appointment has not come yet.'],
  nothing_to_undo: [409, 'There is nothing to take back here.'],
  no_token: [409, 'This patient has no token yet. Mark the arrival first.'],
  // about patients
  possible_duplicate: [409, 'This looks like somebody who is already registered.'],
  number_taken: [409, 'That number is in use already.'],
  field_in_use: [409, 'Patients have answers to this already, so it cannot be changed this way.'],
  too_many_fields: [409, 'That is the most custom fields there can be. Retire one that is not needed any more.'],
  too_many_rows: [422, 'That is more than a workbook can hold here. Take CSV instead: it has no such limit.'],
  export_over: [410, 'This export can no longer be fetched. Make a new one.'],
  patient_archived: [409, 'This patient is archived. Restore the record first.'],
  // about the visit
  finished: [409, 'This visit is finished. Write an addendum instead.'],
  started_already: [409, 'This visit has been started already.'],
  not_finished: [409, 'This visit is still open. Write into its note, and finish it first.'],
  follow_up_before_visit: [422, 'The next visit must come after this one.'],
  not_your_patient: [409, 'This visit belongs to another doctor.'],
  allergy_warning: [409, 'The patient is allergic to something prescribed.'],
  // about money
  more_than_due: [409, 'That is more than what is due.'],
  nothing_due: [409, 'Nothing is due.'],
  issued: [409, 'An issued document cannot be changed. Make a new one that corrects it.'],
  not_issued: [409, 'A draft has no number yet. Issue it first.'],
  drafted_already: [409, 'There is an invoice for this visit already.'],
  // about settings
  name_taken: [409, 'That name is in use already.'],
  code_taken: [409, 'That code is in use already.'],
  given_already: [409, 'That person has this role already.'],
  closes_before_it_opens: [422, 'Closing time must come after opening time.'],
  valid_to_before_valid_from: [422, 'The last day must not come before the first.'],
  sessions_overlap: [409, 'This session overlaps another one of the same doctor.'],
  user_taken: [409, 'That person is a doctor here already.'],
  in_use: [409, 'Something else still refers to this.'],
  not_an_image: [422, 'The logo must be a PNG, JPEG or SVG picture of at most 512 kB.'],
  unsafe_image: [
    422,
    'This SVG holds something that can act or fetch, such as a script, and not only a picture. Export it as a plain SVG or PNG.',
  ],
  domain_taken: [409, 'That address is in use already.'],
  domain_odd: [422, 'That is no address of a web site that can be pointed here, such as portal.example.com.'],
  no_base_domain: [
    409,
    'The operator of this installation has not set an address under which clinics get one of their own.',
  ],
  no_mail_key: [
    409,
    'The operator of this installation has not set a key to sign mail with, so mail comes from the common address.',
  ],
  dns_silent: [503, 'The name servers did not answer. Nothing was changed; please try again in a few minutes.'],
  // about rights
  owner_keeps_rights: [409, 'The owner’s rights cannot be reduced: nobody could give them back.'],
  head_office_only: [409, 'Only head office can hold this right; it cannot be given to another role.'],
  no_amount_here: [422, 'This right has no amount that could be limited.'],
  module_needed: [409, 'This module cannot be switched off: a branch cannot work without it.'],
  over_limit: [403, 'That is more than you may give here.'],
  // about people
  last_org_admin: [
    409,
    'Somebody must be left at head office who may put things right. Give that role to another person first.',
  ],
  not_yourself: [409, 'Your own rights are changed by somebody else.'],
  not_a_photo: [422, 'That is no photo we can take: a square JPEG picture of 32 to 512 pixels.'],
  above_you: [403, 'This is above what you may decide here. Ask somebody who holds more rights, such as head office.'],
  no_second_step: [409, 'There is no second step to remove: the password alone signs in.'],
  reaches_further: [
    409,
    'This sign-in opens more than your organization, so only the operator of this system can remove its second step.',
  ],
  still_booked: [
    409,
    'There are still appointments with this doctor. Decide what happens to them by removing or transferring.',
  ],
  invited_already: [409, 'There is an open invitation for that address. Send it again or take it back.'],
  invitation_over: [409, 'This invitation works no more. Ask for a new one.'],
  wrong_password: [409, 'That is not the password of your sign-in.'],
  password_chosen: [
    409,
    'This person has chosen a password already. Forgotten ones are set anew from the sign-in page.',
  ],
  appointments_changed: [409, 'The appointments have changed meanwhile. Look at them again.'],
  not_free_then: [409, 'Not everybody is free at the time of the appointments.'],
  transfer_planned: [409, 'A move of this doctor away from that branch is planned already.'],
  same_branch: [422, 'A doctor moves from one branch to another one.'],
  // about imports
  import_not_ready: [409, 'The import is not in a state that allows this.'],
  rows_lost: [500, 'The import did not account for every row and was stopped.'],
  proposed_already: [409, 'That was proposed already.'],
} as const satisfies Record<string, readonly [number, string]>

export type RefusalCode = keyof typeof refusals

/** The one shape of every refusal. `detail` depends on the code: fields for `invalid`, both versions for `changed_meanwhile`. */
export const ErrorBody = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    detail: z.unknown().optional(),
    traceId: z.string(),
  }),
})
export type ErrorBody = z.infer<typeof ErrorBody>
