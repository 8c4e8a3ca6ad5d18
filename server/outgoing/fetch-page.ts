import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { Agent, request } from 'undici';
import { failure, isAppError } from '@/db/model/errors';
import type { AddressRules } from './allowed-addresses';
import { decodePage } from './decode-page';

/** All addresses of a host. */
export type Resolve = (host: string) => Promise<{ address: string; family: number }[]>;

/** `url` is the address after redirects. */
type FetchedPage = { url: string; html: string };
export type FetchPage = (url: string, signal: AbortSignal) => Promise<FetchedPage>;

const maxRedirects = 5;
const maxBytes = 5_000_000;
/** Of a whole fetch, with its redirects. */
const defaultMillis = 15_000;
const pageTypes = ['text/html', 'application/xhtml+xml', 'text/plain'];
const ports = ['', '80', '443'];

/**
 * Fetches pages for people who ask for it. Each address, also that of a redirect, is resolved once and checked, and the
 * connection goes to the address that was checked, so a name that resolves differently a moment later changes nothing.
 * Sends no cookies and no credentials.
 * @throws AppError 'page-…' with what failed
 */
export function createFetchPage(
  rules: AddressRules,
  resolve: Resolve = resolveAll,
  timeoutMillis = defaultMillis,
): FetchPage {
  return async (url, signal) => {
    const deadline = AbortSignal.timeout(timeoutMillis);
    try {
      return await follow(url, AbortSignal.any([signal, deadline]));
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      if (deadline.aborted) throw failure('page-too-slow', { seconds: Math.ceil(timeoutMillis / 1000) });
      if (isAppError(error)) throw error;
      throw failure('page-unreachable', { host: hostOf(url) });
    }
  };

  async function follow(start: string, signal: AbortSignal): Promise<FetchedPage> {
    let url = start;
    for (let redirects = 0; redirects <= maxRedirects; redirects += 1) {
      const next = await visit(new URL(url), signal);
      if (typeof next !== 'string') return next;
      url = next;
    }
    throw failure('page-redirects', { max: maxRedirects });
  }

  /** The page, or the address that it redirects to. */
  async function visit(url: URL, signal: AbortSignal): Promise<FetchedPage | string> {
    const pinned = await checkedAddresses(url, signal);
    const agent = new Agent({
      connect: {
        lookup: (_host, options, callback) => {
          const [first] = pinned;
          if (options.all) callback(null, pinned);
          else callback(null, first?.address ?? '', first?.family ?? 4);
        },
      },
      maxHeaderSize: 32_768,
    });
    try {
      const { statusCode, headers, body } = await request(url, {
        dispatcher: agent,
        signal,
        headers: {
          'user-agent': 'Chancery (reads a page when a person asks for it)',
          accept: pageTypes.join(', '),
          'accept-encoding': 'gzip, deflate, br',
        },
      });
      const location = headers.location;
      if (statusCode >= 300 && statusCode < 400 && typeof location === 'string') {
        if (!URL.canParse(location, url)) throw failure('page-unreachable', { host: url.hostname });
        return new URL(location, url).href;
      }
      if (statusCode !== 200) throw failure('page-status', { status: statusCode });
      const contentType = String(headers['content-type'] ?? '').toLowerCase();
      const type = contentType.split(';')[0]?.trim() ?? '';
      if (!pageTypes.includes(type)) throw failure('page-type', { type: type.slice(0, 100) || '?' });
      const bytes = await readAll(body, String(headers['content-encoding'] ?? '').toLowerCase(), signal);
      return { url: url.href, html: decodePage(bytes, contentType) };
    } finally {
      // Ends the connection, and with it a body that nobody reads.
      await agent.destroy();
    }
  }

  async function checkedAddresses(url: URL, signal: AbortSignal) {
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const refusal = () => failure('page-address-refused', { host });
    if (!/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') throw refusal();
    const family = isIP(host);
    const found = family === 0 ? await orAborted(resolve(host), signal) : [{ address: host, family }];
    if (found.length === 0) throw failure('page-unreachable', { host });
    const isAllowed = found.every(({ address }) => rules.allows(address));
    const isPortAllowed = ports.includes(url.port) || found.every(({ address }) => rules.isListed(address));
    if (!isAllowed || !isPortAllowed) throw refusal();
    return found;
  }
}

function resolveAll(host: string) {
  return lookup(host, { all: true });
}

/** A look-up in the system's resolver cannot be cancelled, but need not be waited for. */
function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) return stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : '';
}

/** The decompressed body. It stops at the limit, so a small file that expands to gigabytes costs no more. */
async function readAll(body: Readable, encoding: string, signal: AbortSignal): Promise<Buffer> {
  const decoder =
    encoding === 'gzip' || encoding === 'x-gzip'
      ? createGunzip()
      : encoding === 'br'
        ? createBrotliDecompress()
        : encoding === 'deflate'
          ? createInflate()
          : null;
  if (decoder === null && encoding !== '' && encoding !== 'identity') throw failure('page-unreadable');
  const chunks: Buffer[] = [];
  let size = 0;
  const stream = decoder === null ? body : body.pipe(decoder);
  if (decoder) body.on('error', (error) => decoder.destroy(error));
  const abort = () => stream.destroy(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  try {
    for await (const chunk of stream) {
      const bytes: Buffer = Buffer.from(chunk);
      size += bytes.length;
      if (size > maxBytes) throw failure('page-too-large', { max: maxBytes / 1_000_000 });
      chunks.push(bytes);
    }
  } finally {
    signal.removeEventListener('abort', abort);
    stream.destroy();
    body.destroy();
  }
  return Buffer.concat(chunks);
}
