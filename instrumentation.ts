/** Runs once when the web process starts. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const [{ env }, { startMetrics }, { openGate }] = await Promise.all([
    import('#server/env.ts'),
    import('#server/metrics.ts'),
    import('#server/admission/gate.ts'),
  ])
  startMetrics(env.WEB_METRICS_PORT)
  // pages that are compiled while somebody waits would only be sent away
  if (process.env.NODE_ENV === 'production') openGate(env.PORT)
}
