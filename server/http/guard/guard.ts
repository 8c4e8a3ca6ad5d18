import type { IncomingMessage } from 'node:http';
import type { AnswerCode } from '@/db/model/error-codes';
import type { GivenParams } from '@/db/model/errors';
import { type Problem, problemOf } from '../problem';
import type { Origins } from './origins';

export type Refusal = { problem: Problem; headers?: Record<string, string> };

export type Guard = {
  /** The reason why a request is refused, or null. */
  checkRequest(req: IncomingMessage): Promise<Refusal | null>;
  /** The same for an upgrade to WebSocket. */
  checkUpgrade(req: IncomingMessage): Promise<Refusal | null>;
};

const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
const apiMethods = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'];
const pageMethods = ['GET', 'HEAD'];
export const maxTargetLength = 8192;
/** The headers that proxies and content delivery networks add, by the start of their names. Browsers send none of them. */
const forwarding = new RegExp(
  `^(?:${[
    'x-forwarded|x-original-|x-real-|x-client-|x-cluster-|x-remote-|x-originating-|x-proxy|forwarded|proxy-client-',
    'via$|true-client-|cdn-|cf-|cloudfront-|x-amzn?-|akamai-|x-akamai-|fastly-|fly-|do-connecting-|tailscale-',
    'x-azure-|x-arr-|x-envoy-|x-appengine-|x-cloud-trace|x-vercel-|x-nf-|x-varnish$|x-ngrok|front-end-https$',
  ].join('|')})`,
);

/**
 * Checks the Host, path, Origin and method of every request: pages, API and sockets. By default a custom server accepts
 * any Host and absolute-form targets, and Next trusts both (CVE-2026-44578, CVE-2026-64649).
 */
export function createGuard(
  { allowsHost, allowsOrigin }: Origins,
  isDevelopment: boolean,
  /** May users of this machine act without an account? */
  allowsLocalAccess: () => Promise<boolean>,
): Guard {
  async function checkTarget(req: IncomingMessage): Promise<Refusal | null> {
    const hosts = req.rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host');
    if (hosts.length !== 1) return refuse('host-header-count');
    if (!allowsHost(req.headers.host)) {
      return refuse('unknown-host');
    }
    // A proxy on this machine that rewrites Host would give all of its clients the rights of the local principal.
    // Also refused while the store does not answer whether there are accounts.
    if (isForwarded(req) && (await allowsLocalAccess().catch(() => true))) {
      return refuse('behind-proxy');
    }
    return checkPath(req.url ?? '');
  }

  function checkOrigin(req: IncomingMessage, needsOrigin: boolean): Refusal | null {
    const { origin } = req.headers;
    if (origin === undefined ? needsOrigin : !allowsOrigin(origin)) {
      return refuse('origin-needed');
    }
    if (req.headers['sec-fetch-site'] === 'cross-site') {
      return refuse('cross-site');
    }
    return null;
  }

  return {
    async checkRequest(req) {
      const method = req.method ?? '';
      return (
        (await checkTarget(req)) ??
        (apiMethods.includes(method) && !safeMethods.has(method) ? checkOrigin(req, !hasKey(req)) : null) ??
        checkMethod(method, req.url ?? '', isDevelopment)
      );
    },
    async checkUpgrade(req) {
      // A program sends its API key in the handshake, which follows the upgrade. Without a key, the feed requires Origin.
      return (await checkTarget(req)) ?? checkOrigin(req, false);
    },
  };
}

/** By default nginx adds no header and uses HTTP/1.0 for its upstream; browsers do not use HTTP/1.0. */
function isForwarded({ headers, httpVersion }: IncomingMessage): boolean {
  return httpVersion === '1.0' || Object.keys(headers).some((name) => forwarding.test(name));
}

/** A browser never adds this header automatically, and needs a CORS preflight to send it to another site. */
function hasKey({ headers }: IncomingMessage): boolean {
  return headers['x-api-key'] !== undefined;
}

/** The path of a request, not decoded. */
export function pathOf({ url = '/' }: Pick<IncomingMessage, 'url'>): string {
  return url.split('?', 1)[0] ?? '/';
}

export function isApi(target: string): boolean {
  return /^\/api(?:[/?]|$)/.test(target);
}

export function isSocket(target: string): boolean {
  return target.startsWith('/socket.io/');
}

function checkMethod(method: string, target: string, isDevelopment: boolean): Refusal | null {
  const isNextPath = isDevelopment && /^\/_{1,2}next/.test(target);
  const allowed = isApi(target) || isSocket(target) || isNextPath ? apiMethods : pageMethods;
  if (allowed.includes(method)) return null;
  const methods = allowed.join(', ');
  return { ...refuse('method-not-allowed', { methods }), headers: { Allow: methods } };
}

/** Refuses all but plain paths: absolute-form, "*", "//host", "/../", backslashes, and paths that do not decode. */
function checkPath(target: string): Refusal | null {
  if (target.length > maxTargetLength) {
    return refuse('url-too-long', { max: maxTargetLength });
  }
  if (!/^\/(?!\/)[!-~]*$/.test(target) || /[\\#]/.test(target) || !isPlainPath(target)) {
    return refuse('not-a-path');
  }
  return null;
}

/** A path with "." or ".." segments could be resolved differently later than here, where public paths are decided. */
function isPlainPath(target: string): boolean {
  const [path = ''] = target.split('?', 1);
  try {
    const decoded = decodeURIComponent(path);
    return !decoded.includes('\0') && !/[\\/]\.{1,2}(?:[\\/]|$)/.test(decoded);
  } catch {
    return false;
  }
}

function refuse<C extends AnswerCode>(code: C, ...params: GivenParams<C>): Refusal {
  return { problem: problemOf(code, ...params) };
}

const plainHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Content-Security-Policy': "frame-ancestors 'none'; base-uri 'none'; object-src 'none'; form-action 'self'",
  'Referrer-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
} as const;

/** One year, and without includeSubDomains: subdomains may belong to other services. */
const strictTransport = { 'Strict-Transport-Security': 'max-age=31536000' } as const;

/** The headers of every response. With TLS they include HSTS. */
export function commonHeaders(isTls: boolean): Readonly<Record<string, string>> {
  return { ...plainHeaders, ...(isTls ? strictTransport : {}) };
}

/** Call it after the client address has been read: Next would believe the host and protocol in these headers. */
export function removeForwardingHeaders(req: IncomingMessage): void {
  for (const name of Object.keys(req.headers)) if (forwarding.test(name)) delete req.headers[name];
}
