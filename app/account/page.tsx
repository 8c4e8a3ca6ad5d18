import { headers } from 'next/headers';
import { getNow, getTranslations } from 'next-intl/server';
import { freshSessionSeconds, maxKeys } from '@/db/model/access/account';
import { tlpRank, tlps } from '@/db/model/words';
import { getRuntime } from '@/server/runtime';
import { PageMessages } from '../_i18n/client-messages';
import { readViewer } from '../_session/read-viewer';
import { Shell } from '../_shell/shell';
import { DisplaysSection } from './_displays/displays-section';
import { KeysSection } from './keys-section';
import { type Passkey, PasskeysSection } from './passkeys-section';
import { PasswordSection } from './password-section';
import { RightsSection } from './rights-section';
import { SecondFactorSection } from './second-factor-section';
import { SessionsSection } from './sessions-section';

/** The user's account: rights, sign-in methods, sessions and API keys. */
export default async function AccountPage() {
  const [t, viewer, asked, now] = await Promise.all([
    getTranslations('account'),
    readViewer(),
    headers(),
    getNow(),
  ]);
  const { store, identity } = getRuntime();
  const account = viewer?.kind === 'person' ? await store.getAccount(viewer, viewer.id) : null;
  if (!viewer || !account) {
    return (
      <Shell title={t('title')}>
        <div className={pageClass}>
          <h1 className="text-figure font-bold">{t('title')}</h1>
          <p className="text-lead text-ink-2">{t('nobody')}</p>
        </div>
      </Shell>
    );
  }
  const [sessions, keys, displays, passkeys] = await Promise.all([
    store.listSessions(viewer, (await identity.find(asked))?.session ?? null),
    store.listKeys(viewer, { limit: maxKeys, after: null, ownerId: viewer.id }),
    store.listDisplayLinks(viewer, { limit: maxKeys, after: null, ownerId: viewer.id }),
    readPasskeys(asked),
  ]);
  const began = sessions.find(({ isThisOne }) => isThisOne)?.createdAt;
  return (
    <PageMessages namespaces={['access', 'account']}>
      <Shell title={t('title')}>
        <div className={pageClass}>
          <h1 className="text-figure font-bold">{t('title')}</h1>
          <RightsSection account={account} />
          <PasswordSection email={account.email} />
          <SecondFactorSection isOn={account.hasSecondFactor} email={account.email} />
          <PasskeysSection
            passkeys={passkeys}
            isFresh={began !== undefined && now.getTime() - Date.parse(began) < freshSessionSeconds * 1000}
          />
          <SessionsSection sessions={sessions} />
          <KeysSection
            keys={keys.items}
            clearances={tlps.filter((tlp) => tlpRank(tlp) <= tlpRank(viewer.clearance))}
            mayWrite={viewer.role !== 'viewer'}
          />
          <DisplaysSection
            displays={displays.items}
            clearances={tlps.filter((tlp) => tlp !== 'red' && tlpRank(tlp) <= tlpRank(viewer.clearance))}
          />
        </div>
      </Shell>
    </PageMessages>
  );
}

const pageClass = 'mx-auto flex max-w-2xl flex-col gap-7 px-5 py-8 max-sm:px-3.5 max-sm:py-6';

async function readPasskeys(asked: Headers): Promise<Passkey[]> {
  const answered = await getRuntime().accounts.handle('/passkey/list-user-passkeys', {
    method: 'GET',
    cookie: asked.get('cookie') ?? undefined,
    userAgent: undefined,
    address: '',
    body: undefined,
  });
  if (!answered.ok) return [];
  const passkeys: Passkey[] = await answered.json();
  return passkeys.map(({ id, name, createdAt }) => ({ id, name, createdAt }));
}
