import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { createTransport, type SendMailOptions, type Transporter } from 'nodemailer'
import { Misconfigured } from '../../core/errors.ts'
import { log } from '../../core/log.ts'

export interface MailSettings {
  /** `smtps://user:password@host:465`; null: mails are kept in `folder` as .eml files. */
  smtpUrl: string | null
  folder: string
  /** The installation's own address. */
  from: string
  /** PEM; mails from an organization's own address are signed with it. */
  dkimKey?: string | null
}

/** From the environment: SMTP_URL and MAIL_FROM; without the first, `var/mail` of this installation. */
export function mailSettings(env = process.env): MailSettings {
  return {
    smtpUrl: env.SMTP_URL || null,
    folder: join(resolve(env.POLYCLINIC_VAR || join(import.meta.dirname, '../../../var')), 'mail'),
    from: env.MAIL_FROM || 'no-reply@localhost',
    dkimKey: env.DKIM_KEY || null,
  }
}

export interface Mail {
  /** Stays the same when the mail is tried again, so that programs that got it twice show it once. */
  id: string
  /** One address. */
  to: string
  fromName: string
  /** null: the installation's own. */
  fromAddress: string | null
  subject: string
  text: string
  html: string
}

export interface Mailer {
  /** Throws nodemailer's error; `responseCode` is the server's answer, when it gave one. */
  send(mail: Mail): Promise<void>
  close(): void
}

const patienceMilliseconds = 20_000

export function openMailer(settings: MailSettings): Mailer {
  const transport = settings.smtpUrl ? overSmtp(settings.smtpUrl) : null
  if (!transport) log.warn({ folder: settings.folder }, 'no SMTP_URL: mails are kept as files and reach nobody')
  return {
    async send(mail) {
      const message = messageOf(mail, settings)
      if (transport) await transport.sendMail(message)
      else await keep(settings.folder, mail.id, message)
    },
    close: () => transport?.close(),
  }
}

function overSmtp(url: string): Transporter {
  if (!/^smtps?:$/.test(URL.parse(url)?.protocol ?? ''))
    throw new Misconfigured('SMTP_URL is no address such as smtps://user:password@host:465.')
  return createTransport({
    url,
    connectionTimeout: patienceMilliseconds,
    greetingTimeout: patienceMilliseconds,
    socketTimeout: patienceMilliseconds,
  } as never)
}

/** Addresses as objects: a comma in one does not make two of it. */
function messageOf(mail: Mail, { from, dkimKey }: MailSettings): SendMailOptions {
  const address = mail.fromAddress ?? from
  const domain = address.slice(address.lastIndexOf('@') + 1)
  return {
    messageId: `<${mail.id}@${address.split('@').at(-1)}>`,
    from: { name: mail.fromName, address },
    to: { name: '', address: mail.to },
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    headers: { 'Auto-Submitted': 'auto-generated' },
    // The selector is the one whose record the organization was asked to set (tenancy/branding/rules.ts).
    ...(dkimKey &&
      mail.fromAddress && { dkim: { domainName: domain, keySelector: 'polyclinic', privateKey: dkimKey } }),
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

async function keep(folder: string, id: string, message: SendMailOptions) {
  const written = await createTransport({ streamTransport: true, buffer: true }).sendMail(message)
  await mkdir(folder, { recursive: true })
  const file = join(folder, `${new Date().toISOString().replaceAll(':', '-')}-${id}.eml`)
  await writeFile(file, written.message as Buffer, { mode: 0o600 })
  log.info({ file }, 'a mail was kept as a file')
}
