'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import type { AccountResult } from '../_session/account-api';
import { clearSecrets, EntryForm } from '../_session/entry-form';
import { useSend } from '../_session/use-send';
import { Button } from '../_ui/button';
import { Field } from '../_ui/inputs/field';
import { formText, UncontrolledInput } from '../_ui/inputs/uncontrolled-input';

type PasswordFormProps<T> = {
  send: string;
  email: string;
  request: (password: string) => Promise<AccountResult<T>>;
  onDone: (body: T) => void;
  onCancel: () => void;
};

/** Asks for the password again before sign-in methods are changed. */
export function PasswordForm<T>({ send: words, email, request, onDone, onCancel }: PasswordFormProps<T>) {
  const t = useTranslations('account.password');
  const tc = useTranslations('common');
  const id = useId();
  const { send, isBusy, trouble, setTrouble } = useSend();

  async function ask(form: HTMLFormElement): Promise<void> {
    const answered = await send(() => request(formText(form, id)));
    if (answered === null) return;
    clearSecrets(form);
    if (answered.is === 'wrong') setTrouble(t('wrong'));
    if (answered.is === 'done') onDone(answered.body);
  }

  return (
    <EntryForm
      onSend={ask}
      send={words}
      isBusy={isBusy}
      trouble={trouble}
      focus={id}
      isFirst
      className="max-w-sm"
      beside={
        <Button variant="quiet" onClick={onCancel}>
          {tc('cancel')}
        </Button>
      }
    >
      <input type="text" autoComplete="username" defaultValue={email} hidden />
      <Field label={t('current')}>
        <UncontrolledInput name={id} type="password" autoComplete="current-password" maxLength={256} />
      </Field>
    </EntryForm>
  );
}
