import { virusScanner } from '#server/adapters/virus-scan/scanner.ts'
import { env } from '#server/env.ts'
import { log } from '#server/log.ts'
import { gauge, startMetrics } from '#server/metrics.ts'
import { countSetAside } from '#server/modules/dossier/quarantine.repository.ts'
import { TARGETS } from '#server/modules/exchange/outbox-line.ts'
import { closeMailer } from '#server/modules/notification/carriers.ts'
import { startCron } from './cron.ts'
import { deliveries } from './deliveries.ts'
import { runNotices } from './notices.ts'
import { backlog } from './outbox.repository.ts'
import { runOutbox } from './outbox.ts'
import { runScans } from './scans.ts'
import { runTimers } from './timers.ts'
import { closePools, listenForOutbox } from './wake.repository.ts'

// The process of everything that nobody waits for: outbox, timers, regular chores. Any number of them may run at once, and any of them may
// be killed at any moment: what it held is taken up again when its lease ends.

/** An orchestrator that is out of patience kills after thirty seconds; what is not done by then is taken up by the next worker. */
const STOP_PATIENCE_MS = 25_000
const FIGURES_MS = 15_000
const CRON_RETRY_MS = 30_000

const waiting = gauge('mocua_outbox_waiting', 'Outbox messages that wait', ['target'])
const parked = gauge('mocua_outbox_parked', 'Outbox messages that wait for a person', ['target'])
const setAside = gauge('mocua_dossiers_set_aside', 'Dossiers whose stored state cannot be read')
const oldest = gauge('mocua_outbox_oldest_seconds', 'Age of the oldest waiting message', ['target'])

async function showFigures(): Promise<void> {
  const rows = await backlog()
  setAside.set(await countSetAside())
  for (const target of TARGETS) {
    const row = rows.find((candidate) => candidate.target === target)
    waiting.set({ target }, row?.waiting ?? 0)
    parked.set({ target }, row?.parked ?? 0)
    oldest.set({ target }, row?.oldestSeconds ?? 0)
  }
}

/** A database without pg-boss's tables must not keep letters and reports from going out. */
function keepCron(): { stop: () => Promise<void> } {
  let cron: Awaited<ReturnType<typeof startCron>> | null = null
  let timer: NodeJS.Timeout | null = null
  let stopped = false
  const begin = async () => {
    try {
      cron = await startCron()
      if (stopped) await cron.stop()
    } catch (error) {
      log.error({ err: error }, 'the regular chores could not be started; tried again')
      if (!stopped) timer = setTimeout(() => void begin(), CRON_RETRY_MS)
    }
  }
  void begin()
  return {
    stop: async () => {
      stopped = true
      if (timer) clearTimeout(timer)
      await cron?.stop()
    },
  }
}

function start(): void {
  startMetrics(env.WORKER_METRICS_PORT)
  const runners = [...deliveries.map(runOutbox), runScans(virusScanner())]
  const listener = listenForOutbox(() => {
    for (const runner of runners) runner.wake()
  })
  const timers = runTimers()
  const notices = runNotices()
  const cron = keepCron()
  const figures = setInterval(() => {
    showFigures().catch((error: unknown) => log.warn({ err: error }, 'the figures could not be read'))
  }, FIGURES_MS)

  async function stop(): Promise<void> {
    clearInterval(figures)
    await Promise.all([...runners.map((runner) => runner.stop()), timers.stop(), notices.stop(), cron.stop()])
    closeMailer()
    await listener.close()
    await closePools()
  }

  let isStopping = false
  const onSignal = (signal: string) => {
    if (isStopping) return
    isStopping = true
    log.info({ signal }, 'worker stopping')
    setTimeout(() => {
      log.warn('worker stopped with work in hand')
      process.exit(1)
    }, STOP_PATIENCE_MS).unref()
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'worker did not stop cleanly')
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', onSignal)
  process.on('SIGINT', onSignal)
  log.info({ targets: deliveries.map(({ target }) => target) }, 'worker ready')
}

start()
