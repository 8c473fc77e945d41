import { pause, type Retries } from '../frame/callback.ts'
import type { Clock } from '../frame/clock.ts'
import type { Controlled } from '../frame/control.ts'
import { control, field, formFields, json, Refusal, type Route, seeOther } from '../frame/http.ts'
import type { Settings } from '../settings.ts'
import { callbackSchema, openConfirm, paySchema } from './confirm.ts'
import { listPage, payPage } from './pages.ts'
import { openPlatform } from './platform.ts'
import { openPaymentStore } from './store.ts'

// The payer is sent back soon even when the partner does not answer the confirm message.
const PAYER_WAITS_MS = 4000

/** The national payment platform, protocol 1.0.6. */
export function openPayment(settings: Settings, clock: Clock, retries: Retries) {
  const store = openPaymentStore(settings.MOCUA_DATA_DIR)
  const platform = openPlatform(store, clock, settings)
  const confirm = openConfirm(store, platform, clock, settings, retries)
  const label = (name: string) => ({ system: 'payment', label: () => name })

  const routes: Route[] = [
    { method: 'POST', path: /^\/payment\/init$/, handle: platform.init, protocol: label('INIT') },
    { method: 'POST', path: /^\/payment\/query$/, handle: platform.query, protocol: label('QUERY') },
    { method: 'POST', path: /^\/payment\/get-bill$/, handle: platform.bill, protocol: label('GET_BILL') },
    { method: 'GET', path: /^\/payment\/?$/, handle: () => listPage(store) },
    {
      method: 'GET',
      path: /^\/payment\/pay\/([\w-]+)$/,
      handle: (_call, [token]) => payPage(store.byToken(token ?? ''), settings.PUBLIC_URL),
    },
    {
      method: 'POST',
      path: /^\/payment\/pay\/([\w-]+)$/,
      handle: async (call, [token]) => {
        const outcome = field(await formFields(call), 'outcome')
        const transaction = store.byToken(token ?? '')
        if (!transaction) throw new Refusal(404, 'Liên kết thanh toán không đúng.')
        if (outcome !== 'paid' && outcome !== 'cancelled' && outcome !== 'pending')
          throw new Refusal(400, 'Chọn một trong ba nút.')
        // A second click finds the payment settled and is led back as the first one was.
        if (outcome !== 'pending' && transaction.state === 'pending') {
          await Promise.race([confirm.settle(transaction.reference, outcome), pause(PAYER_WAITS_MS, retries.signal)])
        }
        return seeOther(`${settings.PUBLIC_URL}/payment/return?ref=${encodeURIComponent(transaction.reference)}`)
      },
    },
    {
      method: 'POST',
      path: /^\/_control\/payment\/pay$/,
      handle: async (call) => {
        const { maThamChieu, outcome, callback } = control(call, paySchema)
        if (outcome !== 'pending') await confirm.settle(maThamChieu, outcome, callback)
        const transaction = store.transaction(maThamChieu)
        if (!transaction) throw new Refusal(404, 'Không tìm thấy giao dịch.')
        return json(transaction)
      },
    },
    {
      method: 'POST',
      path: /^\/_control\/payment\/callback$/,
      handle: async (call) => json({ answers: await confirm.order(control(call, callbackSchema)) }),
    },
  ]

  const controlled: Controlled = {
    system: 'payment',
    received: (code) => ({
      transactions: store.transactions().filter((one) => code === null || one.init.ThongTinBienLai.MaHoSo === code),
      refused: store.refused().filter((one) => code === null || one.MaHoSo === code),
    }),
    reset: () => store.append({ kind: 'reset', at: clock.now().toISOString() }),
  }
  return { routes, controlled, resume: confirm.resume, close: store.close }
}
