'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { callAccountApi } from '../_session/account-api';
import { clearSecrets, EntryForm } from '../_session/entry-form';
import { SecondFactor } from '../_session/second-factor';
import { useSend } from '../_session/use-send';
import { isEmailAddress, passwordProblem } from '../_session/validate-fields';
import { Field } from '../_ui/inputs/field';
import { formText, UncontrolledInput } from '../_ui/inputs/uncontrolled-input';

export type Link = { kind: 'set-up' | 'join' | 'reset'; email: string | null };

type Name = 'name' | 'email' | 'password' | 'again';
type Problem = 'name' | 'email' | 'short' | 'common' | 'differs';
type Problems = Partial<Record<Name, Problem>>;

/** Asks for the remaining account data, then signs in. */
export function JoinForm({ token, link, onClosed }: { token: string; link: Link; onClosed: () => void }) {
  const t = useTranslations('access.join');
  const ts = useTranslations('access.signIn');
  const tp = useTranslations('access.problems');
  const { send, isBusy, trouble, setTrouble } = useSend();
  const [problems, setProblems] = useState<Problems>({});
  const [isHalfway, setHalfway] = useState(false);
  const hasName = link.kind !== 'reset';
  const hasEmail = link.email === null;

  async function accept(form: HTMLFormElement): Promise<void> {
    const [name, email, password, again] = [
      formText(form, 'name').trim(),
      formText(form, 'email').trim(),
      formText(form, 'password'),
      formText(form, 'again'),
    ];
    const short = passwordProblem(password);
    const found: Problems = {
      ...(hasName && name === '' && { name: 'name' }),
      ...(hasEmail && !isEmailAddress(email) && { email: 'email' }),
      ...(short && { password: short }),
      ...(password !== again && { again: 'differs' }),
    };
    setProblems(found);
    setTrouble(null);
    const [first] = Object.keys(found);
    if (first !== undefined) {
      form.querySelector<HTMLInputElement>(`input[name="${first}"]`)?.focus();
      return;
    }
    const answered = await send(() =>
      callAccountApi<{ email: string }>('POST', '/api/auth/accept', {
        token,
        password,
        ...(hasName && { name }),
        ...(hasEmail && { email }),
      }),
    );
    if (answered?.is === 'done') return signIn(answered.body.email, password);
    clearSecrets(form);
    if (answered?.is !== 'invalid') return;
    const paths = answered.errors.map(({ path }) => path);
    if (paths.includes('token')) return onClosed();
    if (paths.includes('email')) setProblems({ email: 'email' });
    if (paths.includes('name')) setProblems({ name: 'name' });
    if (!paths.includes('password')) return;
    setProblems({ password: 'common' });
    form.querySelector<HTMLInputElement>('input[name="password"]')?.focus();
  }

  async function signIn(email: string, password: string): Promise<void> {
    const answered = await send(() =>
      callAccountApi<{ twoFactorRedirect?: boolean }>('POST', '/api/auth/sign-in/email', { email, password }),
    );
    if (answered?.is !== 'done') location.replace(`/sign-in#${encodeURIComponent(email)}`);
    else if (answered.body.twoFactorRedirect) setHalfway(true);
    else location.replace('/');
  }

  if (isHalfway)
    return <SecondFactor onDone={() => location.replace('/')} onBack={() => location.replace('/sign-in')} />;
  const problemOf = (name: Name) => {
    const problem = problems[name];
    return problem ? tp(problem) : null;
  };
  return (
    <>
      <div className="flex flex-col gap-1">
        <h1 className="text-figure font-bold">{t(`${link.kind}.title`)}</h1>
        <p className="text-ink-2">{t(`${link.kind}.what`)}</p>
      </div>
      <EntryForm onSend={accept} send={t(`${link.kind}.send`)} isBusy={isBusy} trouble={trouble} isFirst>
        {hasName && (
          <Field label={t('name')} hint={t('nameHint')} error={problemOf('name')}>
            <UncontrolledInput name="name" autoComplete="name" autoCapitalize="words" maxLength={120} />
          </Field>
        )}
        <Field label={ts('email')} error={problemOf('email')}>
          {/* Read-only if the link names it; shown for password managers too. */}
          <UncontrolledInput
            name="email"
            type="email"
            autoComplete="username"
            maxLength={254}
            readOnly={!hasEmail}
            defaultValue={link.email ?? undefined}
          />
        </Field>
        <Field label={t('password')} hint={t('passwordHint')} error={problemOf('password')}>
          <UncontrolledInput name="password" type="password" autoComplete="new-password" maxLength={256} />
        </Field>
        <Field label={t('again')} error={problemOf('again')}>
          <UncontrolledInput name="again" type="password" autoComplete="new-password" maxLength={256} />
        </Field>
      </EntryForm>
    </>
  );
}
