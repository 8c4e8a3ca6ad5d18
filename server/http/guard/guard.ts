import type { IncomingMessage } from 'node:http';
import { type Problem, problemOf } from '../problem';
import type { Origins } from './origins';

export type Refusal = { problem: Problem; headers?: Record<string, string> };

export type Guard = {
  /** Why a request goes no further; null lets it in. */
  refusal(req: IncomingMessage): Refusal | null;
  /** The same for a request to open a socket. */
  upgradeRefusal(req: IncomingMessage): Refusal | null;
};

const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
const apiMethods = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'];
const pageMethods = ['GET', 'HEAD'];
const longestTarget = 8192;
/** Headers that proxies and content delivery networks add, by how their names begin; browsers send none of them. */
const forwarding = new RegExp(
  `^(?:${[
    'x-forwarded|x-original-|x-real-|x-client-|x-cluster-|x-remote-|x-originating-|x-proxy|forwarded|proxy-client-',
    'via$|true-client-|cdn-|cf-|cloudfront-|x-amzn?-|akamai-|x-akamai-|fastly-|fly-|do-connecting-|tailscale-',
    'x-azure-|x-arr-|x-envoy-|x-appengine-|x-cloud-trace|x-vercel-|x-nf-|x-varnish$|x-ngrok|front-end-https$',
  ].join('|')})`,
);

/**
 * Stands in front of everything: pages, API and sockets. A custom server answers any Host and takes
 * absolute-form targets unless told not to, and Next trusts both (CVE-2026-44578, CVE-2026-64649).
 */
export function createGuard(
  { allowsHost, allowsOrigin }: Origins,
  isDevelopment: boolean,
  /** May whoever is at this machine act without an account? */
  isOpen: () => boolean,
): Guard {
  function elsewhere(req: IncomingMessage): Refusal | null {
    const hosts = req.rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host');
    if (hosts.length !== 1) return refuse('malformed', 'Send one Host header.');
    if (!allowsHost(req.headers.host)) {
      return refuse('misdirected', 'Use the address of PUBLIC_URL: no other host is served here.');
    }
    // A proxy on this machine that rewrites Host would make local analysts of all who come through it.
    if (isForwarded(req) && isOpen()) {
      return refuse('misdirected', 'Set PUBLIC_URL and TRUST_PROXY: this request came through a proxy.');
    }
    return oddTarget(req.url ?? '');
  }

  function foreign(req: IncomingMessage, needsOrigin: boolean): Refusal | null {
    const { origin } = req.headers;
    if (origin === undefined ? needsOrigin : !allowsOrigin(origin)) {
      return refuse('forbidden', 'Send an Origin header with the address of PUBLIC_URL.');
    }
    if (req.headers['sec-fetch-site'] === 'cross-site') {
      return refuse('forbidden', 'Another site may not act here.');
    }
    return null;
  }

  return {
    refusal(req) {
      const method = req.method ?? '';
      return (
        elsewhere(req) ??
        (apiMethods.includes(method) && !safeMethods.has(method) ? foreign(req, !hasKey(req)) : null) ??
        wrongMethod(method, req.url ?? '', isDevelopment)
      );
    },
    upgradeRefusal(req) {
      // A program names its key in the handshake, which is not here yet: the feed asks for an Origin without one.
      return elsewhere(req) ?? foreign(req, false);
    },
  };
}

/** nginx adds no header unless told, and speaks HTTP/1.0 to what is behind it; browsers do not speak it. */
function isForwarded({ headers, httpVersion }: IncomingMessage): boolean {
  return httpVersion === '1.0' || Object.keys(headers).some((name) => forwarding.test(name));
}

/** No browser sends this by itself, or for another site without asking first. */
function hasKey({ headers }: IncomingMessage): boolean {
  return headers['x-api-key'] !== undefined;
}

/** Of the address that is asked for, as it was sent. */
export function pathOf({ url = '/' }: Pick<IncomingMessage, 'url'>): string {
  return url.split('?', 1)[0] ?? '/';
}

export function isApi(target: string): boolean {
  return /^\/api(?:[/?]|$)/.test(target);
}

export function isSocket(target: string): boolean {
  return target.startsWith('/socket.io/');
}

function wrongMethod(method: string, target: string, isDevelopment: boolean): Refusal | null {
  const isNextsOwn = isDevelopment && /^\/_{1,2}next/.test(target);
  const allowed = isApi(target) || isSocket(target) || isNextsOwn ? apiMethods : pageMethods;
  if (allowed.includes(method)) return null;
  return refuse('method-not-allowed', `Use ${allowed.join(', ')}.`, { Allow: allowed.join(', ') });
}

/** Anything but a plain path: absolute-form, "*", "//host", "/../", backslashes, what does not decode. */
function oddTarget(target: string): Refusal | null {
  if (target.length > longestTarget) {
    return refuse('address-too-long', `Shorten the address to ${longestTarget} characters.`);
  }
  if (!/^\/(?!\/)[!-~]*$/.test(target) || /[\\#]/.test(target) || !isPlain(target)) {
    return refuse('malformed', 'Ask for a path of this host, such as /api/events.');
  }
  return null;
}

/** One that climbs is read otherwise behind than here, where it is told what is open to everybody. */
function isPlain(target: string): boolean {
  const [path = ''] = target.split('?', 1);
  try {
    const decoded = decodeURIComponent(path);
    return !decoded.includes('\0') && !/[\\/]\.{1,2}(?:[\\/]|$)/.test(decoded);
  } catch {
    return false;
  }
}

function refuse(
  kind: Parameters<typeof problemOf>[0],
  detail: string,
  headers?: Record<string, string>,
): Refusal {
  return { problem: problemOf(kind, detail), headers };
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

/** A year, and for this host alone: what else is under its name is not ours to speak for. */
const strictTransport = { 'Strict-Transport-Security': 'max-age=31536000' } as const;

/** Headers that every answer bears; where TLS is, browsers are told never to come without it again. */
export function commonHeaders(isTls: boolean): Readonly<Record<string, string>> {
  return { ...plainHeaders, ...(isTls ? strictTransport : {}) };
}

/** What a trusted proxy says of the address has been read; Next would believe what these say of host and protocol. */
export function dropForwarding(req: IncomingMessage): void {
  for (const name of Object.keys(req.headers)) if (forwarding.test(name)) delete req.headers[name];
}
