'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent, useState } from 'react';
import { type AccountResult, callAccountApi } from '../_session/account-api';
import { consumeFragment } from '../_session/consume-fragment';
import { Button } from '../_ui/button';
import { ButtonLink } from '../_ui/button-link';
import { JoinForm, type Link } from './join-form';

type State =
  | { is: 'reading' }
  | { is: 'none' }
  | { is: 'open'; token: string; link: Link }
  | { is: 'closed' }
  | { is: 'failed'; token: string; why: 'tooMany' | 'unreachable' };

/** Reads the token in the address and asks the server what it is for. */
export function Join() {
  const t = useTranslations('access.join');
  const tc = useTranslations('common');
  const [state, setState] = useState<State>({ is: 'reading' });

  async function read(token: string): Promise<void> {
    setState({ is: 'reading' });
    const answered = await callAccountApi<Link>('POST', '/api/auth/link', { token });
    setState(stateOf(token, answered));
  }
  const take = useEffectEvent(() => {
    const token = consumeFragment();
    if (token !== null) void read(token);
    else setState((known) => (known.is === 'reading' ? { is: 'none' } : known));
  });
  useEffect(() => {
    take();
    // Another link was opened in the same tab.
    const onHash = () => take();
    window.addEventListener('hashchange', onHash);
    return () => window.removeEventListener('hashchange', onHash);
  }, []);

  switch (state.is) {
    case 'reading':
      return (
        <>
          <h1 className="text-figure font-bold">{t('tab')}</h1>
          <p className="text-ink-2">{t('reading')}</p>
        </>
      );
    case 'open':
      return (
        <JoinForm
          key={state.token}
          token={state.token}
          link={state.link}
          onClosed={() => setState({ is: 'closed' })}
        />
      );
    case 'failed':
      return (
        <>
          <h1 className="text-figure font-bold">{t('tab')}</h1>
          <p role="alert">{t(state.why)}</p>
          <Button className="self-start" onClick={() => void read(state.token)}>
            {tc('retry')}
          </Button>
        </>
      );
    default:
      return (
        <>
          <h1 className="text-figure font-bold">{t(`${state.is}.title`)}</h1>
          <p role="alert">{t(`${state.is}.what`)}</p>
          <ButtonLink href="/sign-in" className="self-start">
            {t('toSignIn')}
          </ButtonLink>
        </>
      );
  }
}

function stateOf(token: string, answered: AccountResult<Link>): State {
  switch (answered.is) {
    case 'done':
      return { is: 'open', token, link: answered.body };
    case 'tooMany':
    case 'unreachable':
      return { is: 'failed', token, why: answered.is };
    default:
      return { is: 'closed' };
  }
}
