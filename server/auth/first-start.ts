import { systemPrincipal } from '@/db/model/access/principal';
import type { Store } from '@/db/store';
import { refuseCommonSetting } from './common-passwords';
import { newLink } from './links';
import { hashPassword } from './passwords';

export type FirstAdmin = { email: string; password: string };

/**
 * Lets the first administrator in: by the settings where they name one, else by a link that is printed at each start
 * until somebody has used one. Answers that link, or null where nobody needs it.
 */
export async function letFirstIn(
  store: Store,
  publicUrl: URL,
  admin: FirstAdmin | undefined,
): Promise<string | null> {
  if (store.hasAccounts()) return null;
  if (admin) {
    const { email, password } = admin;
    await refuseCommonSetting(password);
    const [name = email] = email.split('@');
    await store.createFirstAccount(systemPrincipal, {
      name,
      email,
      passwordHash: await hashPassword(password),
    });
    return null;
  }
  const { url, link } = newLink(publicUrl);
  return (await store.createSetUpInvitation(systemPrincipal, link)) ? url : null;
}
