export { type MailSettings, mailSettings, openMailer } from './mailer.ts'
export { mailJob, sendMail, sendMailFrom } from './send.ts'
