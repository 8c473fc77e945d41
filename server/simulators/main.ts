import { openClamd } from './clamd/clamd.ts'
import { openRetries } from './frame/callback.ts'
import { openClock } from './frame/clock.ts'
import { controlRoutes } from './frame/control.ts'
import { openFaults } from './frame/faults.ts'
import { indexRoutes } from './frame/index-page.ts'
import { createFront } from './frame/server.ts'
import { openMail } from './mail/mail.ts'
import { openIdentityProvider } from './oidc/oidc.ts'
import { openPayment } from './payment/payment.ts'
import { openSms } from './phones/sms.ts'
import { openZalo } from './phones/zalo.ts'
import { openPortal } from './portal/portal.ts'
import { openPush } from './push/push.ts'
import { openResident } from './resident/resident.ts'
import { readSettings } from './settings.ts'

const STOP_LIMIT_MS = 3000

const settings = readSettings(process.env)
const clock = openClock(settings.MOCUA_DATA_DIR)
const faults = openFaults()
const retries = openRetries()
const portal = openPortal(settings, clock, retries)
const payment = openPayment(settings, clock, retries)
const mail = openMail(settings, clock, faults)
const identity = await openIdentityProvider(settings)
const clamd = openClamd(settings, clock, faults)
const resident = openResident(settings, clock)
const sms = openSms(settings, clock, retries)
const zalo = openZalo(settings, clock, retries)
const push = openPush(settings, clock)
const systems = [sms, zalo, push, portal, payment, mail, identity, clamd, resident]

const routes = [
  ...indexRoutes(settings),
  ...controlRoutes(
    systems.map(({ controlled }) => controlled),
    faults,
    clock,
    settings.PUBLIC_URL,
    retries.signal,
  ),
  ...portal.routes,
  ...payment.routes,
  ...mail.routes,
  ...sms.routes,
  ...zalo.routes,
  ...push.routes,
  ...clamd.routes,
  ...resident.routes,
]
const front = createFront(routes, [identity.mounted], faults, retries.signal)

function stop(exitCode: number) {
  retries.stop()
  mail.stop()
  clamd.stop()
  front.close(() => {
    for (const one of [sms, zalo, push, portal, payment, mail, identity, resident, clock]) one.close()
    process.exit(exitCode)
  })
  front.closeIdleConnections()
  setTimeout(() => process.exit(exitCode), STOP_LIMIT_MS).unref()
}

function listenFailed(what: string, port: number, variable: string) {
  return (error: NodeJS.ErrnoException) => {
    const reason =
      error.code === 'EADDRINUSE' ? `port ${port} is taken: stop the other program or set ${variable}` : error.message
    console.error(`simulators: ${what} cannot listen: ${reason}`)
    process.exit(1)
  }
}

process.once('SIGTERM', () => stop(0))
process.once('SIGINT', () => stop(0))
front.once('error', listenFailed('HTTP', settings.SIM_PORT, 'SIM_PORT'))
mail.server.once('error', listenFailed('SMTP', settings.SMTP_PORT, 'SMTP_PORT'))
await mail.listen()
// From here on a broken connection of one sender is no reason to end.
mail.server.removeAllListeners('error')
mail.server.on('error', (error: Error) => console.error('smtp:', error.message))
await new Promise<void>((resolve) => front.listen(settings.SIM_PORT, '127.0.0.1', resolve))
clamd.server.once('error', (error: Error) => {
  console.error(`simulators: the scanner cannot listen on ${settings.SIM_CLAMD_SOCKET}: ${error.message}; set SIM_CLAMD_SOCKET`)
  process.exit(1)
})
// After the port: whoever holds the port has this socket too.
await clamd.listen()
// Only now: a callback may lead the product to call back at once.
portal.resume()
payment.resume()
sms.resume()
zalo.resume()
console.log(`SIMULATORS READY http://127.0.0.1:${settings.SIM_PORT} smtp://127.0.0.1:${settings.SMTP_PORT}`)
