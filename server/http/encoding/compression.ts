import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export type Compression = 'br' | 'gzip';
export type Coding = Compression | 'identity';

const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);

/** Compresses in zlib's thread pool, with the level of each coding. */
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

/** The smallest form that a client accepts (Accept-Encoding). */
export function codingOf(acceptEncoding: string | string[] | undefined): Coding {
  const taken = [acceptEncoding ?? '']
    .flat()
    .join(',')
    .split(',')
    .filter((part) => !/;\s*q=0(?:\.0*)?\s*$/.test(part))
    .map((part) => part.split(';', 1)[0]?.trim().toLowerCase());
  if (taken.includes('br')) return 'br';
  return taken.includes('gzip') ? 'gzip' : 'identity';
}
