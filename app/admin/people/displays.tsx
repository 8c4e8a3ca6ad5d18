'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { DisplayLink } from '@/db/model/access/display-link';
import { isolated } from '../../_i18n/bidi';
import { createLazyComponent } from '../../_lazy/lazy-component';
import { Button } from '../../_ui/button';
import { ButtonLink } from '../../_ui/button-link';
import { Time } from '../../_ui/labels/time';
import { TlpLabel } from '../../_ui/labels/tlp';
import { UserText } from '../../_ui/labels/user-text';
import { RowList } from '../_frame/row-list';
import { Section } from '../_frame/section';

const RevokeDialog = createLazyComponent(() => import('./revoke-dialog'));

const grid = 'md:grid-cols-[minmax(9rem,1fr)_minmax(8rem,1fr)_minmax(9rem,1.5fr)_9.5rem_9rem_8rem_7rem]';

type DisplaysProps = {
  displays: readonly DisplayLink[];
  /** The id of the last display if more follow. */
  next: string | null;
  isFirst: boolean;
};

/** All users' wall displays. */
export function Displays({ displays, next, isFirst }: DisplaysProps) {
  const t = useTranslations('admin.displays');
  const people = useTranslations('admin.people');
  const keys = useTranslations('admin.keys');
  const [revoked, setRevoked] = useState<DisplayLink | null>(null);
  return (
    <Section title={t('title')}>
      {displays.length === 0 ? (
        <p className="text-ink-2">{t('none')}</p>
      ) : (
        <RowList
          label={t('title')}
          names={[people('name'), keys('owner'), t('view'), people('clearance'), t('opened'), keys('until')]}
          grid={grid}
          rows={displays.map((display) => ({
            key: display.id,
            title: (
              <span className="font-medium wrap-anywhere">
                <UserText>{display.name}</UserText>
              </span>
            ),
            facts: [
              <span key="owner" className="wrap-anywhere">
                <UserText>{display.owner.name}</UserText>
              </span>,
              <DisplayView key="view" view={display.view} />,
              <TlpLabel key="clearance" tlp={display.clearance} />,
              display.openedAt === null ? (
                t('notOpened')
              ) : (
                <Time key="opened" moment={display.openedAt} as="date" />
              ),
              <Time key="until" moment={display.expiresAt} as="date" />,
            ],
            actions: (
              <Button
                size="small"
                aria-haspopup="dialog"
                aria-label={keys('revokeNamed', { name: isolated(display.name) })}
                onClick={() => setRevoked(display)}
              >
                {keys('revoke')}
              </Button>
            ),
          }))}
        />
      )}
      {(next !== null || !isFirst) && (
        <div className="flex gap-2.5">
          {!isFirst && <ButtonLink href="/admin/people">{t('first')}</ButtonLink>}
          {next !== null && <ButtonLink href={`/admin/people?displays=${next}`}>{t('more')}</ButtonLink>}
        </div>
      )}
      {revoked && <RevokeDialog kind="displays" revoked={revoked} onClose={() => setRevoked(null)} />}
    </Section>
  );
}

/** Null where the administrator may not read it. */
function DisplayView({ view }: { view: string | null }) {
  const t = useTranslations('admin.displays');
  if (view === null) return t('viewHidden');
  return view === '' ? t('everything') : <code className="text-small wrap-anywhere">{view}</code>;
}
