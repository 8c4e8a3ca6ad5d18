'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { Invitation } from '@/db/model/access/account';
import { Button } from '../../_ui/button';
import { Time } from '../../_ui/labels/time';
import { TlpLabel } from '../../_ui/labels/tlp';
import { notify } from '../../_ui/overlays/notices';
import { withdrawInvitation } from '../_api/send';
import { useSend } from '../_api/use-send';
import { RowList } from '../_frame/row-list';
import { Section } from '../_frame/section';

const grid = 'md:grid-cols-[minmax(11rem,1fr)_11rem_8rem_9.5rem_10rem_9rem]';

/** Unused links. */
export function Invitations({ invitations }: { invitations: readonly Invitation[] }) {
  const t = useTranslations('admin.invitations');
  const people = useTranslations('admin.people');
  const roles = useTranslations('words.roles');
  const router = useRouter();
  const { trouble, send } = useSend();

  async function withdraw(id: string, name: string): Promise<void> {
    const outcome = await send(() => withdrawInvitation(id));
    if (outcome?.is === 'done') notify(t('done', { email: name }));
    if (outcome?.is === 'done' || outcome?.is === 'gone') router.refresh();
  }

  return (
    <Section title={t('title')}>
      <p role="alert" className="font-medium text-amber empty:sr-only">
        {trouble}
      </p>
      {invitations.length === 0 ? (
        <p className="text-ink-2">{t('none')}</p>
      ) : (
        <RowList
          label={t('title')}
          names={[t('for'), t('kind'), people('role'), people('clearance'), t('until')]}
          grid={grid}
          rows={invitations.map(({ id, kind, email, role, clearance, expiresAt }) => {
            const name = email ?? t(`kinds.${kind}`);
            return {
              key: id,
              title: <span className="font-medium wrap-anywhere">{email ?? '—'}</span>,
              facts: [
                t(`kinds.${kind}`),
                roles(role),
                <TlpLabel key="clearance" tlp={clearance} />,
                <Time key="until" moment={expiresAt} />,
              ],
              actions: (
                <Button
                  size="small"
                  aria-label={t('withdrawNamed', { email: name })}
                  onClick={() => void withdraw(id, name)}
                >
                  {t('withdraw')}
                </Button>
              ),
            };
          })}
        />
      )}
    </Section>
  );
}
