import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

const header = 'content-security-policy';

/**
 * Lets a page run the program's own scripts and no others: what a record holds stays text even where a mistake
 * would have made markup of it. Next reads the policy from the request and stamps its inline scripts with the
 * nonce. In development Next evaluates what it reloads.
 */
export function setPagePolicy(req: IncomingMessage, res: ServerResponse, isDevelopment: boolean): void {
  const nonce = `'nonce-${randomBytes(16).toString('base64')}'`;
  const policy = isDevelopment
    ? policyOf({ script: "'unsafe-inline' 'unsafe-eval'", style: "'unsafe-inline'" })
    : policyOf({ script: nonce, style: nonce });
  req.headers[header] = policy;
  res.setHeader(header, policy);
}

const inline = {
  script: /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g,
  style: /<style[^>]*>([\s\S]*?)<\/style>/g,
};

/**
 * The policy of a shared page, by the hashes of its inline scripts and styles: a nonce is valid for one answer only. The
 * page must not contain anything from a request, since the hash would also allow a script that was injected.
 */
export function keptPolicyOf(page: string): Record<string, string> {
  const policy = policyOf({ script: hashesOf(page, inline.script), style: hashesOf(page, inline.style) });
  return { [header]: policy };
}

function hashesOf(page: string, elements: RegExp): string {
  const hashOf = (content: string) => `'sha256-${createHash('sha256').update(content).digest('base64')}'`;
  return [...page.matchAll(elements)].map(([, content = '']) => hashOf(content)).join(' ');
}

/** Style attributes are how lists and pop-ups are placed. */
function policyOf({ script, style }: { script: string; style: string }): string {
  return [
    "default-src 'self'",
    `script-src 'self' ${script}`.trimEnd(),
    `style-src 'self' ${style}`.trimEnd(),
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
    "form-action 'self'",
  ].join('; ');
}
