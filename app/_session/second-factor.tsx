'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '../_ui/button';
import { Field } from '../_ui/inputs/field';
import { formText, UncontrolledInput } from '../_ui/inputs/uncontrolled-input';
import { callAccountApi } from './account-api';
import { clearSecrets, EntryForm } from './entry-form';
import { useSend } from './use-send';

/** The second step of signing in: an authenticator code or a recovery code. */
export function SecondFactor({ onDone, onBack }: { onDone: () => void; onBack: () => void }) {
  const t = useTranslations('access.factor');
  const { send, isBusy, trouble, setTrouble } = useSend();
  const [kind, setKind] = useState<'totp' | 'backup-code'>('totp');

  async function verify(form: HTMLFormElement): Promise<void> {
    const code = formText(form, 'code').replace(/\s/g, '');
    const answered = await send(() =>
      callAccountApi('POST', `/api/auth/two-factor/verify-${kind}`, { code }),
    );
    if (answered?.is === 'done') return onDone();
    if (answered?.is === 'wrong') setTrouble(t(`${kind}.wrong`));
    clearSecrets(form);
  }

  return (
    <>
      <div className="flex flex-col gap-1">
        <h1 className="text-figure font-bold">{t('title')}</h1>
        <p className="text-ink-2">{t(`${kind}.what`)}</p>
      </div>
      <EntryForm
        key={kind}
        onSend={verify}
        send={t('verify')}
        isBusy={isBusy}
        trouble={trouble}
        focus="code"
        isFirst
        beside={
          <Button variant="quiet" onClick={onBack}>
            {t('back')}
          </Button>
        }
      >
        <Field label={t(`${kind}.label`)}>
          <UncontrolledInput
            name="code"
            autoComplete="one-time-code"
            inputMode={kind === 'totp' ? 'numeric' : 'text'}
            maxLength={40}
            className="font-mono"
          />
        </Field>
      </EntryForm>
      <Button
        className="self-start"
        onClick={() => {
          setTrouble(null);
          setKind(kind === 'totp' ? 'backup-code' : 'totp');
        }}
      >
        {t(`${kind}.other`)}
      </Button>
    </>
  );
}
