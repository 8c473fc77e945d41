/** An answer of data that is made for each request. */
export function GET(request: Request): Response {
  return Response.json({ asked: new URL(request.url).searchParams.get('input') }, { headers: { 'cache-control': 'no-store' } })
}

export const dynamic = 'force-dynamic'
