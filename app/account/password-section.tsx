'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { callSignedIn } from '../_session/account-api';
import { clearSecrets, EntryForm } from '../_session/entry-form';
import { useSend } from '../_session/use-send';
import { passwordProblem } from '../_session/validate-fields';
import { Field } from '../_ui/inputs/field';
import { formText, UncontrolledInput } from '../_ui/inputs/uncontrolled-input';
import { notify } from '../_ui/overlays/notices';
import { Section } from './section';

type Problems = { next?: 'short' | 'common'; again?: 'differs' };

/** Changes the password, which ends every other session. */
export function PasswordSection({ email }: { email: string }) {
  const t = useTranslations('account.password');
  const tj = useTranslations('access.join');
  const tp = useTranslations('access.problems');
  const router = useRouter();
  const { send, isBusy, trouble, setTrouble } = useSend();
  const [problems, setProblems] = useState<Problems>({});

  async function change(form: HTMLFormElement): Promise<void> {
    const [currentPassword, newPassword] = [formText(form, 'current'), formText(form, 'next')];
    const short = passwordProblem(newPassword);
    const found: Problems = {
      ...(short && { next: short }),
      ...(newPassword !== formText(form, 'again') && { again: 'differs' }),
    };
    setProblems(found);
    setTrouble(null);
    const [first] = Object.keys(found);
    if (first !== undefined) {
      form.querySelector<HTMLInputElement>(`input[name="${first}"]`)?.focus();
      return;
    }
    const answered = await send(() =>
      callSignedIn('POST', '/api/auth/change-password', { currentPassword, newPassword }),
    );
    if (answered === null) return;
    clearSecrets(form);
    if (answered.is === 'wrong') setTrouble(t('wrong'));
    if (answered.is === 'invalid' && answered.errors.some(({ path }) => path === 'newPassword')) {
      setProblems({ next: 'common' });
    }
    if (answered.is !== 'done') return;
    notify(t('done'));
    router.refresh();
  }

  return (
    <Section title={t('title')} what={t('what')}>
      <EntryForm
        onSend={change}
        send={t('send')}
        isBusy={isBusy}
        trouble={trouble}
        focus="current"
        className="max-w-sm"
      >
        {/* For password managers, which store the password with its address. */}
        <input type="text" name="email" autoComplete="username" defaultValue={email} hidden />
        <Field label={t('current')}>
          <UncontrolledInput name="current" type="password" autoComplete="current-password" maxLength={256} />
        </Field>
        <Field label={t('next')} hint={tj('passwordHint')} error={problems.next && tp(problems.next)}>
          <UncontrolledInput name="next" type="password" autoComplete="new-password" maxLength={256} />
        </Field>
        <Field label={tj('again')} error={problems.again && tp(problems.again)}>
          <UncontrolledInput name="again" type="password" autoComplete="new-password" maxLength={256} />
        </Field>
      </EntryForm>
    </Section>
  );
}
