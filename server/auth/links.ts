import { dayMillis } from '@/db/model/values/moment';
import type { LinkToken } from '@/db/store-accounts';
import { hashToken, newToken } from './tokens';

const days = 7;

/**
 * A link to a page that is valid once: to join, to set a new password, or to open a wall display. Its token is in the
 * fragment of the URL, so that it appears in no access log and in no Referer header.
 */
export function newLink(publicUrl: URL, page: '/join' | '/wall' = '/join'): { url: string; link: LinkToken } {
  const token = newToken('link');
  const url = new URL(page, publicUrl);
  url.hash = token;
  return { url: url.href, link: { hash: hashToken(token), expiresAt: Date.now() + days * dayMillis } };
}
