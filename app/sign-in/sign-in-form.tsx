'use client';

import { KeyRound } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { type AccountResult, callAccountApi } from '../_session/account-api';
import { consumeFragment } from '../_session/consume-fragment';
import { clearSecrets, EntryForm } from '../_session/entry-form';
import { localPath } from '../_session/local-path';
import { hasPasskeys, signInWithPasskey } from '../_session/passkeys';
import { SecondFactor } from '../_session/second-factor';
import { useSend } from '../_session/use-send';
import { Button } from '../_ui/button';
import { Field } from '../_ui/inputs/field';
import { formText, UncontrolledInput } from '../_ui/inputs/uncontrolled-input';

type SignedIn = { twoFactorRedirect?: boolean };

/** Email and password, then the second factor if required; or a passkey. */
export function SignInForm() {
  const t = useTranslations('access.signIn');
  const { send, isBusy, trouble, setTrouble } = useSend();
  const [isHalfway, setHalfway] = useState(false);
  const [address, setAddress] = useState('');
  const [empty, setEmpty] = useState('password');
  const isAble = useSyncExternalStore(
    () => () => {},
    hasPasskeys,
    () => false,
  );
  // A link that was just used passes the email address in the fragment.
  useEffect(() => {
    const named = consumeFragment();
    if (named !== null) setAddress(named);
  }, []);

  // A full page load, so that pages are rendered for the signed-in user.
  const openApp = () => location.replace(localPath(new URLSearchParams(location.search).get('next')));

  async function signIn(form: HTMLFormElement): Promise<void> {
    const [email, password] = [formText(form, 'email').trim(), formText(form, 'password')];
    setEmpty(email === '' ? 'email' : 'password');
    if (email === '' || password === '') return setTrouble(t('missing'));
    const answered = await send<SignedIn>(() =>
      callAccountApi('POST', '/api/auth/sign-in/email', { email, password }),
    );
    if (answered?.is !== 'done') {
      // The invalid field would reveal whether the account exists.
      if (answered?.is === 'invalid' || answered?.is === 'wrong') setTrouble(t('wrong'));
      return clearSecrets(form);
    }
    if (!answered.body.twoFactorRedirect) return openApp();
    setAddress(email);
    setHalfway(true);
  }

  async function signInByKey(): Promise<void> {
    let isCancelled = false;
    const answered = await send(async (): Promise<AccountResult<unknown>> => {
      const result = await signInWithPasskey();
      if (result.is !== 'cancelled') return result;
      isCancelled = true;
      return { is: 'wrong', isSignedOut: false };
    });
    if (answered?.is === 'done') openApp();
    else if (isCancelled) setTrouble(t('noPasskey'));
  }

  if (isHalfway) return <SecondFactor onDone={openApp} onBack={() => setHalfway(false)} />;
  return (
    <>
      <h1 className="text-figure font-bold">{t('title')}</h1>
      <EntryForm
        key={address}
        onSend={signIn}
        send={t('send')}
        isBusy={isBusy}
        trouble={trouble}
        focus={empty}
        isFirst
      >
        <Field label={t('email')}>
          <UncontrolledInput
            name="email"
            type="email"
            autoComplete="username"
            defaultValue={address}
            maxLength={254}
          />
        </Field>
        <Field label={t('password')}>
          <UncontrolledInput
            name="password"
            type="password"
            autoComplete="current-password"
            maxLength={256}
          />
        </Field>
      </EntryForm>
      {isAble && (
        <Button className="self-start" isBusy={isBusy} onClick={() => void signInByKey()}>
          <KeyRound aria-hidden className="size-4" />
          {t('passkey')}
        </Button>
      )}
      <p className="text-small text-ink-2">{t('help')}</p>
    </>
  );
}
