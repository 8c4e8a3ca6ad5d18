'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Account } from '@/db/model/access/account';
import { isolated } from '../../_i18n/bidi';
import { createLazyComponent } from '../../_lazy/lazy-component';
import { Button } from '../../_ui/button';
import { Time } from '../../_ui/labels/time';
import { TlpLabel } from '../../_ui/labels/tlp';
import { RowList } from '../_frame/row-list';
import { Section } from '../_frame/section';

const ChangeDialog = createLazyComponent(() => import('./change-dialog'));
const PasswordDialog = createLazyComponent(() => import('./password-dialog'));
const InviteDialog = createLazyComponent(() => import('./invite-dialog'));

type OpenDialog = { dialog: 'change' | 'password'; account: Account } | { dialog: 'invite' };

const grid = 'md:grid-cols-[minmax(11rem,1fr)_8rem_9.5rem_7.5rem_7rem_18rem]';

/** All accounts, with their actions. */
export function Accounts({ accounts, ownId }: { accounts: readonly Account[]; ownId: string }) {
  const t = useTranslations('admin.people');
  const invite = useTranslations('admin.invite');
  const roles = useTranslations('words.roles');
  const [opened, setOpened] = useState<OpenDialog | null>(null);
  const close = () => setOpened(null);
  const hasAccounts = accounts.length > 0;
  return (
    <Section
      title={t('accounts')}
      action={
        hasAccounts && (
          <Button variant="primary" aria-haspopup="dialog" onClick={() => setOpened({ dialog: 'invite' })}>
            {invite('button')}
          </Button>
        )
      }
    >
      {hasAccounts ? (
        <RowList
          label={t('accounts')}
          names={[t('name'), t('role'), t('clearance'), t('secondFactor'), t('since')]}
          grid={grid}
          rows={accounts.map((account) => ({
            key: account.id,
            title: <Who account={account} isOwn={account.id === ownId} />,
            facts: [
              roles(account.role),
              <TlpLabel key="clearance" tlp={account.clearance} />,
              account.hasSecondFactor ? t('yes') : t('no'),
              <Time key="since" moment={account.createdAt} as="date" />,
            ],
            actions: (
              <>
                <Button
                  size="small"
                  aria-haspopup="dialog"
                  aria-label={t('changeNamed', { name: isolated(account.name) })}
                  onClick={() => setOpened({ dialog: 'change', account })}
                >
                  {t('change')}
                </Button>
                {account.id !== ownId && (
                  <Button
                    size="small"
                    aria-haspopup="dialog"
                    aria-label={t('passwordNamed', { name: isolated(account.name) })}
                    onClick={() => setOpened({ dialog: 'password', account })}
                  >
                    {t('password')}
                  </Button>
                )}
              </>
            ),
          }))}
        />
      ) : (
        <p className="max-w-prose text-ink-2">{t('none')}</p>
      )}
      {opened?.dialog === 'change' && <ChangeDialog account={opened.account} onClose={close} />}
      {opened?.dialog === 'password' && <PasswordDialog account={opened.account} onClose={close} />}
      {opened?.dialog === 'invite' && <InviteDialog onClose={close} />}
    </Section>
  );
}

function Who({ account, isOwn }: { account: Account; isOwn: boolean }) {
  const t = useTranslations('admin.people');
  return (
    <>
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="min-w-0 font-medium wrap-anywhere">{account.name}</span>
        {isOwn && <span className="text-ink-2">({t('you')})</span>}
        {account.isSuspended && <span className="font-medium text-amber">{t('suspended')}</span>}
      </p>
      <p className="text-small text-ink-2 wrap-anywhere">{account.email}</p>
    </>
  );
}
