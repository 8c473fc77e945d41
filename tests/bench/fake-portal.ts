import { createServer } from 'node:http'

// A portal that answers yes at once, in a process of its own: what it costs is not ours.

const YES = JSON.stringify({ error_code: '0', message: '', session: 'bench' })
const server = createServer((request, response) => {
  request.resume()
  request.once('end', () =>
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': YES.length }).end(YES),
  )
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (process.send && address !== null && typeof address === 'object') process.send({ port: address.port })
})
process.once('disconnect', () => process.exit(0))
