import bwip from 'bwip-js/node'

/** A drawing of black on white as one path, in modules of the symbol; sharp at every print size. */
export interface Drawing {
  path: string
  width: number
  height: number
}

/** Code 128 of a dossier code, for the scanners at the desks. */
export function code128(text: string): Drawing {
  const [symbol] = bwip.raw('code128', text, '')
  if (!symbol || !('sbs' in symbol)) throw new Error(`no Code 128 of ${text.length} characters`)
  let x = 0
  let path = ''
  for (const [index, width] of symbol.sbs.entries()) {
    if (index % 2 === 0) path += `M${x} 0h${width}v1h-${width}z`
    x += width
  }
  return { path, width: x, height: 1 }
}

/** QR code with 15 % of it restorable: the paper is folded and stamped. */
export function qrCode(text: string): Drawing {
  const [symbol] = bwip.raw('qrcode', text, 'eclevel=M')
  if (!symbol || !('pixs' in symbol)) throw new Error(`no QR code of ${text.length} characters`)
  const { pixs, pixx, pixy } = symbol
  let path = ''
  for (let y = 0; y < pixy; y++) {
    for (let x = 0; x < pixx; x++) {
      let run = 0
      while (x + run < pixx && pixs[y * pixx + x + run] === 1) run++
      if (run > 0) path += `M${x} ${y}h${run}v1h-${run}z`
      x += run
    }
  }
  return { path, width: pixx, height: pixy }
}
