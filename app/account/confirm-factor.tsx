'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { renderSVG } from 'uqr';
import { callSignedIn } from '../_session/account-api';
import { clearSecrets, EntryForm } from '../_session/entry-form';
import { useSend } from '../_session/use-send';
import { Button } from '../_ui/button';
import { Field } from '../_ui/inputs/field';
import { formText, UncontrolledInput } from '../_ui/inputs/uncontrolled-input';
import { CopyButton } from './copy-button';

type ConfirmFactorProps = { uri: string; onDone: () => void; onCancel: () => void };

/** Shows the secret for an authenticator app and confirms it with a first code. */
export function ConfirmFactor({ uri, onDone, onCancel }: ConfirmFactorProps) {
  const t = useTranslations('account.factor');
  const tc = useTranslations('common');
  const { send, isBusy, trouble, setTrouble } = useSend();
  const secret = new URL(uri).searchParams.get('secret') ?? '';
  // Dark on light in every theme, since many authenticators can read nothing else.
  const picture = useMemo(
    () => `data:image/svg+xml,${encodeURIComponent(renderSVG(uri, { border: 3, pixelSize: 4 }))}`,
    [uri],
  );

  async function confirm(form: HTMLFormElement): Promise<void> {
    const code = formText(form, 'code').replace(/\s/g, '');
    const answered = await send(() => callSignedIn('POST', '/api/auth/two-factor/verify-totp', { code }));
    if (answered?.is === 'done') return onDone();
    clearSecrets(form);
    if (answered?.is === 'wrong') setTrouble(t('wrong'));
  }

  return (
    <div className="flex flex-col gap-4">
      <p>{t('scan')}</p>
      {/* biome-ignore lint/performance/noImgElement: an image generated here cannot be optimised. */}
      <img src={picture} alt={t('picture')} className="size-48 rounded-control border border-line" />
      <div className="flex flex-col items-start gap-1.5">
        <p className="text-small text-ink-2">{t('byHand')}</p>
        <p className="flex flex-wrap items-center gap-2.5">
          <code className="font-mono break-all">{secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
          <CopyButton text={secret} />
        </p>
        <a href={uri} className="font-medium underline underline-offset-2">
          {t('open')}
        </a>
      </div>
      <EntryForm
        onSend={confirm}
        send={t('confirm')}
        isBusy={isBusy}
        trouble={trouble}
        focus="code"
        isFirst
        className="max-w-sm"
        beside={
          <Button variant="quiet" onClick={onCancel}>
            {tc('cancel')}
          </Button>
        }
      >
        <Field label={t('code')}>
          <UncontrolledInput
            name="code"
            autoComplete="one-time-code"
            inputMode="numeric"
            maxLength={12}
            className="font-mono"
          />
        </Field>
      </EntryForm>
    </div>
  );
}
