'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { callSignedIn } from '../_session/account-api';
import { Button } from '../_ui/button';
import { notify } from '../_ui/overlays/notices';
import { ConfirmFactor } from './confirm-factor';
import { PasswordForm } from './password-form';
import { RecoveryCodes } from './recovery-codes';
import { Section } from './section';

type Begun = { totpURI: string; backupCodes: string[] };

type Step =
  | { is: 'shown' }
  | { is: 'asking'; action: 'enable' | 'disable' | 'codes' }
  | { is: 'confirming'; begun: Begun }
  | { is: 'codes'; codes: readonly string[] };

const paths = {
  enable: '/api/auth/two-factor/enable',
  disable: '/api/auth/two-factor/disable',
  codes: '/api/auth/two-factor/generate-backup-codes',
};

/** The second factor: an authenticator app and recovery codes. */
export function SecondFactorSection({ isOn, email }: { isOn: boolean; email: string }) {
  const t = useTranslations('account.factor');
  const router = useRouter();
  const [step, setStep] = useState<Step>({ is: 'shown' });
  const show = () => setStep({ is: 'shown' });

  function done(action: 'enable' | 'disable' | 'codes', body: Begun): void {
    if (action === 'enable') setStep({ is: 'confirming', begun: body });
    else if (action === 'codes') setStep({ is: 'codes', codes: body.backupCodes });
    else {
      notify(t('removed'));
      show();
      router.refresh();
    }
  }

  return (
    <Section title={t('title')} what={t('what')}>
      <p className="font-medium">{isOn ? t('on') : t('off')}</p>
      {step.is === 'shown' && (
        <div className="flex flex-wrap gap-2.5">
          {isOn ? (
            <>
              <Button onClick={() => setStep({ is: 'asking', action: 'codes' })}>{t('codes')}</Button>
              <Button onClick={() => setStep({ is: 'asking', action: 'disable' })}>{t('disable')}</Button>
            </>
          ) : (
            <Button onClick={() => setStep({ is: 'asking', action: 'enable' })}>{t('enable')}</Button>
          )}
        </div>
      )}
      {step.is === 'asking' && (
        <PasswordForm
          key={step.action}
          send={t(step.action)}
          email={email}
          request={(password) => callSignedIn<Begun>('POST', paths[step.action], { password })}
          onDone={(body) => done(step.action, body)}
          onCancel={show}
        />
      )}
      {step.is === 'confirming' && (
        <ConfirmFactor
          uri={step.begun.totpURI}
          onDone={() => {
            setStep({ is: 'codes', codes: step.begun.backupCodes });
            router.refresh();
          }}
          onCancel={show}
        />
      )}
      {step.is === 'codes' && <RecoveryCodes codes={step.codes} onDone={show} />}
    </Section>
  );
}
