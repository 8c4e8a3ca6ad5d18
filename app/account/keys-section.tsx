'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { type ApiKey, maxKeys } from '@/db/model/access/account';
import { displayedScopes } from '@/db/model/access/key-scopes';
import type { Tlp } from '@/db/model/words';
import { isolated } from '../_i18n/bidi';
import { useFormats } from '../_i18n/use-formats';
import { callSignedIn } from '../_session/account-api';
import { useSend } from '../_session/use-send';
import { Button } from '../_ui/button';
import { TlpLabel } from '../_ui/labels/tlp';
import { notify } from '../_ui/overlays/notices';
import { KeyForm } from './key-form';
import { Lines } from './lines';
import { NewKey } from './new-key';
import { Section } from './section';

type KeysSectionProps = {
  keys: readonly ApiKey[];
  /** The markings that this user's keys may read. */
  clearances: readonly Tlp[];
  mayWrite: boolean;
};

/** The user's API keys. */
export function KeysSection({ keys, clearances, mayWrite }: KeysSectionProps) {
  const t = useTranslations('account.keys');
  const router = useRouter();
  const { date } = useFormats();
  const { send, isBusy, trouble } = useSend();
  const [made, setMade] = useState<{ name: string; key: string } | null>(null);

  async function revoke(id: string): Promise<void> {
    const answered = await send(() => callSignedIn('DELETE', `/api/keys/${id}`));
    if (answered?.is !== 'done' && answered?.is !== 'gone') return;
    notify(t('revoked'));
    router.refresh();
  }

  return (
    <Section title={t('title')} what={t('what')}>
      <div role="alert" className="font-medium text-amber empty:sr-only">
        {trouble}
      </div>
      <Lines
        label={t('title')}
        empty={t('none')}
        lines={keys.map(({ id, name, start, scopes, clearance, expiresAt }) => ({
          id,
          title: name,
          facts: [
            <code key="start" className="font-mono">
              {start}…
            </code>,
            displayedScopes(scopes)
              .map((scope) => t(`scopes.${scope}`))
              .join(', '),
            <TlpLabel key="clearance" tlp={clearance} />,
            t('until', { date: date(new Date(expiresAt)) }),
          ],
          action: (
            <Button
              size="small"
              isBusy={isBusy}
              aria-label={t('revokeNamed', { name: isolated(name) })}
              onClick={() => void revoke(id)}
            >
              {t('revoke')}
            </Button>
          ),
        }))}
      />
      {keys.length >= maxKeys && !made ? (
        <p className="text-ink-2">{t('full', { most: maxKeys })}</p>
      ) : made ? (
        <NewKey made={made} onDone={() => setMade(null)} />
      ) : (
        <KeyForm
          clearances={clearances}
          mayWrite={mayWrite}
          onMade={(key) => {
            setMade(key);
            router.refresh();
          }}
        />
      )}
    </Section>
  );
}
