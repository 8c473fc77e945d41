import type { NoticeChannel } from '#server/adapters/messages/notice-channel.ts'
import { createMailer, type Mailer } from '#server/adapters/messages/smtp.ts'
import { createSms } from '#server/adapters/sms/sms.ts'
import { createWebPush, type Subscription } from '#server/adapters/web-push/web-push.ts'
import { createZalo } from '#server/adapters/zalo/zalo.ts'
import { env } from '#server/env.ts'
import { zaloAccess, zaloApp } from './zalo-key.ts'

// Whoever carries our words, opened at the first use; null where this installation has no contract.

let mailer: Mailer | null = null
export const ourMailer = (): Mailer => {
  mailer ??= createMailer({ url: env.SMTP_URL, from: env.MAIL_FROM })
  return mailer
}
export const closeMailer = () => mailer?.close()

const addressOfSender = () => /<([^>]+)>/.exec(env.MAIL_FROM)?.[1] ?? env.MAIL_FROM

export function phoneCarrier(channel: 'SMS' | 'ZALO'): NoticeChannel<string> | null {
  if (channel === 'SMS')
    return env.SMS_SECRET
      ? createSms({ url: env.SMS_URL, partner: env.SMS_PARTNER, brand: env.SMS_BRAND, secret: env.SMS_SECRET })
      : null
  return zaloApp() ? createZalo({ url: env.ZALO_URL, access: zaloAccess, template: env.ZALO_TEMPLATE }) : null
}

export const pushCarrier = (): NoticeChannel<Subscription> | null =>
  env.PUSH_PUBLIC_KEY && env.PUSH_PRIVATE_KEY
    ? createWebPush({
        publicKey: env.PUSH_PUBLIC_KEY,
        privateKey: env.PUSH_PRIVATE_KEY,
        subject: `mailto:${addressOfSender()}`,
        origins: env.PUSH_ORIGINS,
      })
    : null
