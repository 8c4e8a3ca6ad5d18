import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export type Compression = 'br' | 'gzip';
export type Coding = Compression | 'identity';

const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);

/** Compresses in the thread pool; `levels` has the level of each content coding. */
export function compress(
  content: Buffer,
  coding: Compression,
  levels: Readonly<Record<Compression, number>>,
): Promise<Buffer> {
  if (coding === 'gzip') return toGzip(content, { level: levels.gzip });
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: levels.br,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
  };
  return toBrotli(content, { params });
}

/** The content coding with the smallest result that the client accepts (Accept-Encoding). */
export function negotiateCoding(acceptEncoding: string | string[] | undefined): Coding {
  const accepted = [acceptEncoding ?? '']
    .flat()
    .join(',')
    .split(',')
    .filter((part) => !/;\s*q=0(?:\.0*)?\s*$/.test(part))
    .map((part) => part.split(';', 1)[0]?.trim().toLowerCase());
  if (accepted.includes('br')) return 'br';
  return accepted.includes('gzip') ? 'gzip' : 'identity';
}
