/** What a scanner or a person put into the field: the code of a dossier, or nothing that we know. */
export function readScan(text: string): string | null {
  const typed = text.trim()
  const candidate = URL.canParse(typed) ? codeInAddress(new URL(typed)) : typed
  const code = candidate?.replace(/\s/g, '').toUpperCase() ?? ''
  return /^[A-Z0-9][A-Z0-9.-]{3,63}$/.test(code) ? code : null
}

/** The QR code of a receipt leads to the tracking page; a copied address may be that of any page of the dossier. */
function codeInAddress(url: URL): string | null {
  const [, inPath] = /\/(?:dossiers|my)\/([^/]+)/.exec(url.pathname) ?? []
  return url.searchParams.get('code') ?? (inPath ? decodeURIComponent(inPath) : null)
}
