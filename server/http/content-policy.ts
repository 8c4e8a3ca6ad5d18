import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

const header = 'content-security-policy';

/**
 * Lets a page run the program's own scripts and no others: what a record holds stays text even where a mistake
 * would have made markup of it. Next reads the policy from the request and stamps its inline scripts with the
 * nonce. Style attributes are how lists and pop-ups are placed. In development Next evaluates what it reloads.
 */
export function setPagePolicy(req: IncomingMessage, res: ServerResponse, isDevelopment: boolean): void {
  const nonce = randomBytes(16).toString('base64');
  const policy = [
    "default-src 'self'",
    isDevelopment ? "script-src 'self' 'unsafe-inline' 'unsafe-eval'" : `script-src 'self' 'nonce-${nonce}'`,
    isDevelopment ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
    "form-action 'self'",
  ].join('; ');
  req.headers[header] = policy;
  res.setHeader(header, policy);
}
