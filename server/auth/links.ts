import { dayMillis } from '@/db/model/values/moment';
import type { InvitationToken } from '@/db/store-accounts';
import { hashToken, newToken } from './tokens';

const days = 7;

/**
 * A link to join or to set a new password, valid once. Its token is in the fragment of the URL, so that it appears in no
 * access log and in no Referer header.
 */
export function newLink(publicUrl: URL): { url: string; link: InvitationToken } {
  const token = newToken('link');
  const url = new URL('/join', publicUrl);
  url.hash = token;
  return { url: url.href, link: { hash: hashToken(token), expiresAt: Date.now() + days * dayMillis } };
}
