/** Where a page may declare its encoding (HTML, 4.2.5.4). */
const declarationBytes = 1_024;

/** The text of a page, by the encoding of its byte order mark, its header or its own declaration; UTF-8 otherwise. */
export function decodePage(bytes: Uint8Array, contentType: string): string {
  const start = Buffer.from(bytes.subarray(0, declarationBytes)).toString('latin1');
  const declared =
    /charset\s*=\s*["']?([\w-]{1,40})/i.exec(contentType)?.[1] ??
    /charset\s*=\s*["']?([\w-]{1,40})/i.exec(start)?.[1];
  return decoderOf(bytes, declared).decode(bytes);
}

function decoderOf([first, second]: Uint8Array, label = 'utf-8'): TextDecoder {
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le');
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be');
  try {
    return new TextDecoder(label);
  } catch {
    // An unknown label.
    return new TextDecoder('utf-8');
  }
}
