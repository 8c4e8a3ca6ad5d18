import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Origins } from './origins';
import { type Problem, problemOf } from './problem';

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

/**
 * Stands in front of everything: pages, API and sockets. A custom server answers any Host and takes
 * absolute-form targets unless told not to, and Next trusts both (CVE-2026-44578, CVE-2026-64649).
 */
export function createGuard({ allowsHost, allowsOrigin }: Origins, isDevelopment: boolean): Guard {
  function elsewhere(req: IncomingMessage): Refusal | null {
    const hosts = req.rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host');
    if (hosts.length !== 1) return refuse('malformed', 'Send one Host header.');
    if (!allowsHost(req.headers.host)) {
      return refuse('misdirected', 'Use the address of PUBLIC_URL: no other host is served here.');
    }
    return oddTarget(req.url ?? '');
  }

  function foreign(req: IncomingMessage): Refusal | null {
    if (!allowsOrigin(req.headers.origin)) {
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
        (apiMethods.includes(method) && !safeMethods.has(method) ? foreign(req) : null) ??
        wrongMethod(method, req.url ?? '', isDevelopment)
      );
    },
    upgradeRefusal(req) {
      return elsewhere(req) ?? foreign(req);
    },
  };
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

/** Anything but a plain path: absolute-form, "*", "//host", backslashes, what does not decode. */
function oddTarget(target: string): Refusal | null {
  if (target.length > longestTarget) {
    return refuse('address-too-long', `Shorten the address to ${longestTarget} characters.`);
  }
  if (!/^\/(?!\/)[!-~]*$/.test(target) || /[\\#]/.test(target) || !isDecodable(target)) {
    return refuse('malformed', 'Ask for a path of this host, such as /api/events.');
  }
  return null;
}

function isDecodable(target: string): boolean {
  const [path = ''] = target.split('?', 1);
  try {
    return !decodeURIComponent(path).includes('\0');
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

/** Headers that every answer bears. */
export const plainHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Content-Security-Policy': "frame-ancestors 'none'; base-uri 'none'; object-src 'none'; form-action 'self'",
  'Referrer-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
} as const;

export function setPlainHeaders(res: ServerResponse): void {
  for (const [name, value] of Object.entries(plainHeaders)) res.setHeader(name, value);
}

const forwarding = [
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-forwarded-port',
  'x-forwarded-for',
  'forwarded',
];

/** No proxy is trusted, and Next would believe what these say of host and protocol. */
export function dropForwarding(req: IncomingMessage): void {
  for (const name of forwarding) delete req.headers[name];
}
