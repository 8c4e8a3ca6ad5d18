import { systemPrincipal } from '@/db/model/access/principal';
import type { Store } from '@/db/store';
import { refuseCommonSetting } from './common-passwords';
import { newLink } from './links';
import { hashPassword } from './passwords';

export type FirstAdmin = { email: string; password: string };

/**
 * While there is no account: creates the first administrator from the settings, or a link to create it, which is printed
 * at each start until it is used. Returns the URL of that link, or null if none is needed.
 */
export async function prepareFirstAdmin(
  store: Store,
  publicUrl: URL,
  admin: FirstAdmin | undefined,
): Promise<string | null> {
  if (await store.hasAccounts()) return null;
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
