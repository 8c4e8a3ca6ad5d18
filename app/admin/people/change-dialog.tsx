'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Account, AccountInput } from '@/db/model/access/account';
import { isolated } from '../../_i18n/bidi';
import { Checkbox } from '../../_ui/inputs/checkbox';
import { Field } from '../../_ui/inputs/field';
import { TextInput } from '../../_ui/inputs/text-input';
import { TlpLabel } from '../../_ui/labels/tlp';
import { UserText } from '../../_ui/labels/user-text';
import { ActionDialog } from '../../_ui/overlays/action-dialog';
import { notify } from '../../_ui/overlays/notices';
import { changeAccount } from '../_api/send';
import { useSend } from '../_api/use-send';
import { RightsFields } from './rights-fields';

const fields = ['name', 'role', 'clearance'];

/** Edits the name, role, clearance and suspension of an account. */
export default function ChangeDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const t = useTranslations('admin.change');
  const people = useTranslations('admin.people');
  const router = useRouter();
  const [base, setBase] = useState(account);
  const [given, setGiven] = useState(() => inputOf(account));
  const { isBusy, trouble, errorAt, send } = useSend(fields);
  const change = (more: Partial<AccountInput>) => setGiven((before) => ({ ...before, ...more }));

  async function save(): Promise<void> {
    const outcome = await send(() => changeAccount(base, given));
    if (outcome?.is === 'version-conflict') {
      setBase(outcome.current);
      setGiven(merged(given, base, outcome.current));
      router.refresh();
    }
    if (outcome?.is !== 'done') return;
    notify(t('done', { name: outcome.value.name }));
    onClose();
    router.refresh();
  }

  return (
    <ActionDialog
      title={t('title', { name: isolated(account.name) })}
      label={t('save')}
      isBusy={isBusy}
      trouble={trouble}
      onSubmit={() => void save()}
      onClose={onClose}
    >
      {base !== account && <Current account={base} />}
      <Field label={people('name')} error={errorAt('name')}>
        <TextInput
          value={given.name}
          onChange={(name) => change({ name })}
          maxLength={120}
          autoComplete="off"
        />
      </Field>
      <RightsFields
        role={given.role}
        clearance={given.clearance}
        onRole={(role) => change({ role })}
        onClearance={(clearance) => change({ clearance })}
        errorAt={errorAt}
      />
      <div>
        <Checkbox isChecked={given.isSuspended} onChange={(isSuspended) => change({ isSuspended })}>
          {t('suspend')}
        </Checkbox>
        <p className="text-small text-ink-2">{t('suspendHint')}</p>
      </div>
    </ActionDialog>
  );
}

/** Another user changed the account first: shows its current state. */
function Current({ account }: { account: Account }) {
  const t = useTranslations('admin.change');
  const people = useTranslations('admin.people');
  const roles = useTranslations('words.roles');
  return (
    <div role="alert" className="rounded-card border border-amber bg-amber-ground p-3">
      <p>{t('versionConflict')}</p>
      <p className="flex flex-wrap items-baseline gap-x-3 py-1 font-medium">
        <span>
          <UserText>{account.name}</UserText>
        </span>
        <span>{roles(account.role)}</span>
        <TlpLabel tlp={account.clearance} />
        {account.isSuspended && <span>{people('suspended')}</span>}
      </p>
      <p>{t('versionConflictThen')}</p>
    </div>
  );
}

function inputOf({ name, role, clearance, isSuspended }: Account): AccountInput {
  return { name, role, clearance, isSuspended };
}

/** Applies this form's changes to the current state, so that the other user's changes are kept. */
function merged(mine: AccountInput, before: Account, now: Account): AccountInput {
  return {
    name: mine.name === before.name ? now.name : mine.name,
    role: mine.role === before.role ? now.role : mine.role,
    clearance: mine.clearance === before.clearance ? now.clearance : mine.clearance,
    isSuspended: mine.isSuspended === before.isSuspended ? now.isSuspended : mine.isSuspended,
  };
}
