import { dayMillis } from '@/db/model/values/moment';
import type { InvitationToken } from '@/db/store-accounts';
import { hashToken, newToken } from './tokens';

const days = 7;

/**
 * A link that lets somebody in once. Its token stands behind the #, so that no server, proxy or Referer header
 * sees it before the page sends it.
 */
export function newLink(publicUrl: URL): { url: string; link: InvitationToken } {
  const token = newToken('link');
  const url = new URL('/join', publicUrl);
  url.hash = token;
  return { url: url.href, link: { hash: hashToken(token), expiresAt: Date.now() + days * dayMillis } };
}
