import { createServer, type Server } from 'node:http'
import { Counter, collectDefaultMetrics, Gauge, register } from 'prom-client'
import { log } from './log.ts'

// Figures for Prometheus, on a port of their own that only this machine can reach. Next evaluates modules once per bundle,
// so every figure is looked up by name before it is made.

function kept<T>(name: string, make: () => T): T {
  return (register.getSingleMetric(name) as T | undefined) ?? make()
}

export const counter = (name: string, help: string, labelNames: string[] = []) =>
  kept(name, () => new Counter({ name, help, labelNames }))
export const gauge = (name: string, help: string, labelNames: string[] = []) =>
  kept(name, () => new Gauge({ name, help, labelNames }))
const shared = globalThis as { mocuaMetrics?: Server }

/** Serves `GET /metrics` on the loopback port; a second call in the same process changes nothing. */
export function startMetrics(port: number): Server {
  if (shared.mocuaMetrics) return shared.mocuaMetrics
  if (!register.getSingleMetric('process_cpu_user_seconds_total')) collectDefaultMetrics()
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end()
      return
    }
    register.metrics().then(
      (text) => response.writeHead(200, { 'content-type': register.contentType }).end(text),
      (error: unknown) => {
        log.error({ err: error }, 'the metrics could not be collected')
        response.writeHead(500).end()
      },
    )
  })
  // without figures the process still does its work
  server.on('error', (error) => log.error({ err: error, port }, 'the metrics port cannot be used'))
  server.listen({ port, host: '127.0.0.1' })
  server.unref()
  shared.mocuaMetrics = server
  return server
}
