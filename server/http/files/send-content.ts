import type { IncomingMessage, ServerResponse } from 'node:http';
import { negotiateCoding } from '../encoding/compression';
import type { Encoded } from '../encoding/encoded';
import { isUnchanged } from '../headers';

export type Content = {
  encoded: Encoded;
  type: string;
  cacheControl: string;
  /** Only text is compressed, since images and fonts already are. */
  isText: boolean;
};

/** Responds to GET and HEAD with 200, 206 for one range of bytes, 304 or 416. */
export async function sendContent(
  req: IncomingMessage,
  res: ServerResponse,
  { encoded, type, cacheControl, isText }: Content,
): Promise<void> {
  const { etag, content } = encoded;
  res.setHeader('Cache-Control', cacheControl);
  res.setHeader('ETag', `W/${etag}`);
  if (isText) res.setHeader('Vary', 'Accept-Encoding');
  if (isUnchanged(req.headers, etag)) {
    res.writeHead(304).end();
    return;
  }
  res.setHeader('Accept-Ranges', 'bytes');
  res.setHeader('Content-Type', type);
  const range = rangeOf(req, content.length);
  if (range) {
    if (range.from > range.to) {
      res.writeHead(416, { 'Content-Range': `bytes */${content.length}`, 'Content-Length': 0 }).end();
      return;
    }
    res.setHeader('Content-Range', `bytes ${range.from}-${range.to}/${content.length}`);
    end(res, 206, content.subarray(range.from, range.to + 1));
    return;
  }
  const coding = isText ? negotiateCoding(req.headers['accept-encoding']) : 'identity';
  if (coding !== 'identity') res.setHeader('Content-Encoding', coding);
  end(res, 200, await encoded.as(coding));
}

/**
 * The range of a GET (RFC 9110, 14.2), inclusive; `from` is greater than `to` if it cannot be satisfied. Null sends the
 * whole content: for several ranges, and with If-Range, since the entity tags are weak.
 */
function rangeOf({ method, headers }: IncomingMessage, length: number): { from: number; to: number } | null {
  const asked = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(headers.range ?? '');
  if (!asked || method !== 'GET' || headers['if-range'] !== undefined) return null;
  const [, first = '', last = ''] = asked;
  if (first === '' && last === '') return null;
  if (first === '')
    return { from: Number(last) === 0 ? length : Math.max(0, length - Number(last)), to: length - 1 };
  if (last !== '' && Number(last) < Number(first)) return null;
  return { from: Number(first), to: last === '' ? length - 1 : Math.min(Number(last), length - 1) };
}

/** Node leaves out the body for HEAD. */
function end(res: ServerResponse, status: number, body: Buffer): void {
  res.writeHead(status, { 'Content-Length': body.length }).end(body);
}
