/** Runs once when the web process starts. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const [{ env }, { startMetrics }] = await Promise.all([import('#server/env.ts'), import('#server/metrics.ts')])
  startMetrics(env.WEB_METRICS_PORT)
}
