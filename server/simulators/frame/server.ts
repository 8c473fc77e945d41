import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { pause } from './callback.ts'
import type { Fault, Faults } from './faults.ts'
import { html, page } from './html.ts'
import { type Call, json, Refusal, type Reply, type Route, readBody, text } from './http.ts'

/** A part of the house that answers by itself (the identity provider is a library with its own request handling). */
export type Mounted = {
  prefix: string
  system: string
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>
}

const LOCAL_HOSTS = new Set(['127.0.0.1', 'localhost', '[::1]'])
const NOT_BUILT = ['/axis', '/post', '/sign', '/tsa']

export function createFront(routes: Route[], mounted: Mounted[], faults: Faults, stop: AbortSignal): Server {
  return createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      console.error(`${request.method} ${request.url}:`, error)
      if (!response.headersSent) send(response, text('Lỗi bên trong hệ thống mô phỏng.', 500))
      else response.destroy()
    })
  })

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const url = new URL(request.url ?? '/', 'http://simulators')
    // Against DNS rebinding: a foreign page must not reach the controls under its own name.
    const host = (request.headers.host ?? '').replace(/:\d+$/, '')
    if (!LOCAL_HOSTS.has(host)) return send(response, text('Only this machine is served.', 421))

    const own = mounted.find(({ prefix }) => url.pathname === prefix || url.pathname.startsWith(`${prefix}/`))
    if (own) {
      const fault = faults.next(own.system, url.pathname.slice(own.prefix.length + 1))
      if (fault) await spoil(fault, request, response, null)
      if (hasEnded(fault, response)) return
      return own.handle(request, response)
    }

    const body = await readBody(request)
    if (body === 'too-large') return send(response, json({ error_code: '413', message: 'Nội dung quá lớn.' }, 413))
    const call: Call = {
      method: request.method ?? 'GET',
      path: url.pathname,
      query: url.searchParams,
      headers: request.headers,
      body,
    }
    const { route, params } = find(call)
    if (!route) return send(response, notFound(call))
    const run = () => handled(route, call, params)
    const fault = route.protocol ? faults.next(route.protocol.system, route.protocol.label(call)) : null
    if (fault) await spoil(fault, request, response, run)
    if (hasEnded(fault, response)) return
    send(response, await run())
  }

  function find(call: Call) {
    for (const route of routes) {
      const match = route.method === call.method ? route.path.exec(call.path) : null
      if (match) return { route, params: match.slice(1).map(decodeURIComponent) }
    }
    return { route: null, params: [] }
  }

  /** Does the harm; only after `slow` the call goes on as if nothing had been. */
  async function spoil(fault: Fault, request: IncomingMessage, response: ServerResponse, run: (() => Promise<Reply>) | null) {
    switch (fault.kind) {
      case 'down':
        request.socket.destroy()
        return
      case 'http500':
        return send(response, text('Internal Server Error', 500))
      case 'slow':
        await pause(fault.delayMs, stop)
        return
      case 'garbage':
        return send(response, { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: GARBAGE })
      case 'errorBody':
        return send(
          response,
          json({ error_code: '99', MaLoi: '99', message: BUSY, MoTaLoi: BUSY, error: 'temporarily_unavailable' }),
        )
      case 'truncated': {
        const whole = run ? await run() : json({ error: 'truncated', error_description: 'this answer is cut' })
        const cut = Math.max(1, Math.floor(whole.body.length * (0.2 + fault.share * 0.6)))
        return send(response, { ...whole, body: whole.body.slice(0, cut) })
      }
      case 'timeoutAfterApply':
        if (run) await run()
        // No answer ever: the caller has to give up. The connection is left to it, or to the end of this process.
        await new Promise<void>((resolve) => {
          request.socket.once('close', () => resolve())
          stop.addEventListener('abort', () => resolve(), { once: true })
        })
        request.socket.destroy()
    }
  }
}

/** A destroyed socket shows on the answer only a turn later, and a call to a partner that is down must not be taken meanwhile. */
const hasEnded = (fault: Fault | null, response: ServerResponse) =>
  (fault !== null && fault.kind !== 'slow') || response.destroyed || response.writableEnded

async function handled(route: Route, call: Call, params: string[]): Promise<Reply> {
  try {
    return await route.handle(call, params)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (call.path.startsWith('/_control/')) return json({ error: error.message }, error.status)
    return page(
      'Không thực hiện được',
      html`<p role="alert">${error.message}</p><p><a href="/">Về trang các hệ thống mô phỏng</a></p>`,
      { status: error.status },
    )
  }
}

function notFound(call: Call): Reply {
  const unbuilt = NOT_BUILT.some((prefix) => call.path === prefix || call.path.startsWith(`${prefix}/`))
  if (unbuilt) return text('Hệ thống mô phỏng này chưa được xây dựng.', 404)
  if (call.path.startsWith('/_control/')) return json({ error: `no control ${call.method} ${call.path}` }, 404)
  return page('Không tìm thấy trang', html`<p>Địa chỉ này không có. <a href="/">Xem các hệ thống mô phỏng</a></p>`, {
    status: 404,
  })
}

export function send(response: ServerResponse, reply: Reply) {
  if (response.destroyed) return
  response.writeHead(reply.status, { ...reply.headers, 'content-length': Buffer.byteLength(reply.body) })
  response.end(reply.body)
}

const BUSY = 'Hệ thống đang bận, vui lòng thử lại sau'
const GARBAGE = '<!doctype html><html><head><title>Bảo trì</title></head><body><h1>Hệ thống đang bảo trì</h1></body></html>'
