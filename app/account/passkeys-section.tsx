'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useSyncExternalStore } from 'react';
import { useFormats } from '../_i18n/use-formats';
import { type AccountResult, callSignedIn } from '../_session/account-api';
import { EntryForm } from '../_session/entry-form';
import { addPasskey, hasPasskeys } from '../_session/passkeys';
import { useSend } from '../_session/use-send';
import { Button } from '../_ui/button';
import { Field } from '../_ui/inputs/field';
import { formText, UncontrolledInput } from '../_ui/inputs/uncontrolled-input';
import { notify } from '../_ui/overlays/notices';
import { Lines } from './lines';
import { Section } from './section';

export type Passkey = { id: string; name?: string | null; createdAt: string };

/** The user's passkeys, for signing in without a password. */
export function PasskeysSection({ passkeys, isFresh }: { passkeys: readonly Passkey[]; isFresh: boolean }) {
  const t = useTranslations('account.passkeys');
  const router = useRouter();
  const { date } = useFormats();
  const { send, isBusy, trouble, setTrouble } = useSend();
  const isAble = useSyncExternalStore(
    () => () => {},
    hasPasskeys,
    () => true,
  );

  async function add(form: HTMLFormElement): Promise<void> {
    let isCancelled = false;
    const name = formText(form, 'passkey').trim() || t('unnamed');
    const answered = await send(async (): Promise<AccountResult<unknown>> => {
      const result = await addPasskey(name);
      if (result.is !== 'cancelled') return result;
      isCancelled = true;
      return { is: 'refused' };
    });
    if (isCancelled) setTrouble(t('cancelled'));
    if (answered?.is !== 'done') return;
    form.reset();
    notify(t('added'));
    router.refresh();
  }

  async function remove(id: string): Promise<void> {
    const answered = await send(() => callSignedIn('POST', '/api/auth/passkey/delete-passkey', { id }));
    if (answered?.is !== 'done') return;
    notify(t('removed'));
    router.refresh();
  }

  return (
    <Section title={t('title')} what={t('what')}>
      <Lines
        label={t('title')}
        empty={t('none')}
        lines={passkeys.map(({ id, name, createdAt }) => ({
          id,
          title: name || t('unnamed'),
          facts: [t('since', { date: date(new Date(createdAt)) })],
          action: (
            <Button
              size="small"
              aria-label={t('removeNamed', { name: name || t('unnamed') })}
              onClick={() => void remove(id)}
            >
              {t('remove')}
            </Button>
          ),
        }))}
      />
      {isAble && isFresh ? (
        <EntryForm onSend={add} send={t('add')} isBusy={isBusy} trouble={trouble} className="max-w-sm">
          <Field label={t('name')} hint={t('nameHint')} isOptional>
            <UncontrolledInput name="passkey" autoComplete="off" autoCapitalize="sentences" maxLength={80} />
          </Field>
        </EntryForm>
      ) : (
        <p className="text-ink-2">{isAble ? t('stale') : t('unable')}</p>
      )}
    </Section>
  );
}
