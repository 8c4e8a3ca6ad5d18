'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { DisplayLink } from '@/db/model/access/display-link';
import type { Tlp } from '@/db/model/words';
import { isolated } from '../../_i18n/bidi';
import { useFormats } from '../../_i18n/use-formats';
import { callSignedIn } from '../../_session/account-api';
import { useSend } from '../../_session/use-send';
import { Button } from '../../_ui/button';
import { TlpLabel } from '../../_ui/labels/tlp';
import { notify } from '../../_ui/overlays/notices';
import { Lines } from '../lines';
import { Section } from '../section';
import { DisplayForm } from './display-form';
import { type LinkedDisplay, NewDisplayLink } from './new-display-link';
import { ShownView } from './shown-view';

type DisplaysSectionProps = {
  displays: readonly DisplayLink[];
  /** The markings that this user's displays may show. */
  clearances: readonly Tlp[];
};

/** The user's wall displays, and the links that turn a browser into one. */
export function DisplaysSection({ displays, clearances }: DisplaysSectionProps) {
  const t = useTranslations('account.displays');
  const router = useRouter();
  const { date } = useFormats();
  const { send, isBusy, trouble } = useSend();
  const [linked, setLinked] = useState<LinkedDisplay | null>(null);

  async function revoke(id: string): Promise<void> {
    const answered = await send(() => callSignedIn('DELETE', `/api/display-links/${id}`));
    if (answered?.is !== 'done' && answered?.is !== 'gone') return;
    notify(t('revoked'));
    router.refresh();
  }

  async function renew(id: string): Promise<void> {
    const answered = await send(() => callSignedIn<LinkedDisplay>('POST', `/api/display-links/${id}/link`));
    if (answered?.is !== 'done') return;
    setLinked(answered.body);
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
        lines={displays.map(({ id, name, view, clearance, openedAt, expiresAt }) => ({
          id,
          title: name,
          facts: [
            !view ? t('everything') : <ShownView key="view" view={view} />,
            <TlpLabel key="clearance" tlp={clearance} />,
            openedAt === null ? t('notOpened') : t('opened', { date: date(new Date(openedAt)) }),
            t('until', { date: date(new Date(expiresAt)) }),
          ],
          action: (
            <span className="flex flex-wrap gap-2">
              <Button
                size="small"
                isBusy={isBusy}
                aria-label={t('renewNamed', { name: isolated(name) })}
                onClick={() => void renew(id)}
              >
                {t('renew')}
              </Button>
              <Button
                size="small"
                isBusy={isBusy}
                aria-label={t('revokeNamed', { name: isolated(name) })}
                onClick={() => void revoke(id)}
              >
                {t('revoke')}
              </Button>
            </span>
          ),
        }))}
      />
      {linked ? (
        <NewDisplayLink linked={linked} onDone={() => setLinked(null)} />
      ) : (
        <DisplayForm
          clearances={clearances}
          onMade={(made) => {
            setLinked(made);
            router.refresh();
          }}
        />
      )}
    </Section>
  );
}
