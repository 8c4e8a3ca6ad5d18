'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { Session } from '@/db/model/access/account';
import { useFormats } from '../_i18n/use-formats';
import { callSignedIn } from '../_session/account-api';
import { useSend } from '../_session/use-send';
import { Button } from '../_ui/button';
import { notify } from '../_ui/overlays/notices';
import { browserName } from './browser-name';
import { Lines } from './lines';
import { Section } from './section';

/** The user's sessions, which they can end. */
export function SessionsSection({ sessions }: { sessions: readonly Session[] }) {
  const t = useTranslations('account.sessions');
  const router = useRouter();
  const { date, time } = useFormats();
  const { send, isBusy, trouble } = useSend();

  async function end({ id, isThisOne }: Session): Promise<void> {
    const answered = await send(() => callSignedIn('DELETE', `/api/sessions/${encodeURIComponent(id)}`));
    if (answered?.is !== 'done' && answered?.is !== 'gone') return;
    // A full page load, so that nothing the user could see stays in memory.
    if (isThisOne) return location.assign('/sign-in');
    notify(t('ended'));
    router.refresh();
  }

  async function endAll(): Promise<void> {
    const answered = await send(() => callSignedIn('DELETE', '/api/sessions'));
    if (answered?.is === 'done') location.assign('/sign-in');
  }

  return (
    <Section title={t('title')} what={t('what')}>
      <div role="alert" className="font-medium text-amber empty:sr-only">
        {trouble}
      </div>
      <Lines
        label={t('title')}
        empty={t('none')}
        lines={sessions.map((session) => {
          const { id, createdAt, address, browser, isThisOne } = session;
          const name = browserName(browser) ?? t('unknown');
          const began = new Date(createdAt);
          return {
            id,
            title: (
              <>
                {name}
                {isThisOne && <span className="text-small font-normal text-live">{t('thisOne')}</span>}
              </>
            ),
            facts: [
              t('since', { when: `${date(began)}, ${time(began)}` }),
              ...(address ? [t('from', { address })] : []),
            ],
            action: (
              <Button
                size="small"
                isBusy={isBusy}
                aria-label={t('endNamed', { name })}
                onClick={() => void end(session)}
              >
                {t('end')}
              </Button>
            ),
          };
        })}
      />
      <Button className="self-start" isBusy={isBusy} onClick={() => void endAll()}>
        {t('endAll')}
      </Button>
    </Section>
  );
}
