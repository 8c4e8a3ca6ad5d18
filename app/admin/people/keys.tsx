'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ApiKey } from '@/db/model/access/account';
import { displayedScopes } from '@/db/model/access/key-scopes';
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

const grid = 'md:grid-cols-[minmax(9rem,1fr)_minmax(8rem,1fr)_9rem_9.5rem_9rem_8rem_7rem]';

type KeysProps = {
  apiKeys: readonly ApiKey[];
  /** The id of the last key if more follow. */
  next: string | null;
  isFirst: boolean;
};

/** All users' API keys. */
export function Keys({ apiKeys, next, isFirst }: KeysProps) {
  const t = useTranslations('admin.keys');
  const people = useTranslations('admin.people');
  const [revoked, setRevoked] = useState<ApiKey | null>(null);
  return (
    <Section title={t('title')}>
      {apiKeys.length === 0 ? (
        <p className="text-ink-2">{t('none')}</p>
      ) : (
        <RowList
          label={t('title')}
          names={[people('name'), t('owner'), t('scope'), people('clearance'), t('start'), t('until')]}
          grid={grid}
          rows={apiKeys.map((key) => ({
            key: key.id,
            title: (
              <span className="font-medium wrap-anywhere">
                <UserText>{key.name}</UserText>
              </span>
            ),
            facts: [
              <span key="owner" className="wrap-anywhere">
                <UserText>{key.owner.name}</UserText>
              </span>,
              displayedScopes(key.scopes)
                .map((scope) => t(`scopes.${scope}`))
                .join(', '),
              <TlpLabel key="clearance" tlp={key.clearance} />,
              <span key="start" className="font-mono text-small">
                {key.start}…
              </span>,
              <Time key="until" moment={key.expiresAt} as="date" />,
            ],
            actions: (
              <Button
                size="small"
                aria-haspopup="dialog"
                aria-label={t('revokeNamed', { name: isolated(key.name) })}
                onClick={() => setRevoked(key)}
              >
                {t('revoke')}
              </Button>
            ),
          }))}
        />
      )}
      {(next !== null || !isFirst) && (
        <div className="flex gap-2.5">
          {!isFirst && <ButtonLink href="/admin/people">{t('first')}</ButtonLink>}
          {next !== null && <ButtonLink href={`/admin/people?keys=${next}`}>{t('more')}</ButtonLink>}
        </div>
      )}
      {revoked && <RevokeDialog kind="keys" revoked={revoked} onClose={() => setRevoked(null)} />}
    </Section>
  );
}
