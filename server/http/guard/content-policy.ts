import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

const header = 'content-security-policy';

/**
 * Sets a policy that allows only the program's own scripts, so that a record's text is never executed, even if a mistake
 * renders it as markup. Next reads the policy from the request and adds the nonce to its inline scripts. In development
 * Next needs eval for hot reload.
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
 * The policy of a shared page. It uses the hashes of the inline scripts and styles, since a nonce is valid for one
 * response only. The page must not contain anything from a request: the hash would also allow an injected script.
 */
export function sharedPagePolicy(page: string): Record<string, string> {
  const policy = policyOf({ script: hashesOf(page, inline.script), style: hashesOf(page, inline.style) });
  return { [header]: policy };
}

function hashesOf(page: string, elements: RegExp): string {
  const hashOf = (content: string) => `'sha256-${createHash('sha256').update(content).digest('base64')}'`;
  return [...page.matchAll(elements)].map(([, content = '']) => hashOf(content)).join(' ');
}

/** Style attributes are allowed, because lists and pop-ups are positioned with them. */
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
