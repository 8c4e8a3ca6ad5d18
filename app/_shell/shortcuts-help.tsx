'use client';

import { useTranslations } from 'next-intl';
import { Fragment } from 'react';
import { useMayWrite } from '../_session/viewer';
import { Dialog } from '../_ui/dialog';

const rows = [
  { keys: ['n', 't'], does: 'logThreat' },
  { keys: ['n', 'i'], does: 'logIncident' },
  { keys: ['g', 'b'], does: 'board' },
  { keys: ['/'], does: 'search' },
  { keys: ['?'], does: 'help' },
] as const;

type HelpProps = { onClose: () => void; returnTo: () => HTMLElement | null };

export default function ShortcutsHelp({ onClose, returnTo }: HelpProps) {
  const t = useTranslations('shell.help');
  const mayWrite = useMayWrite();
  const possible = rows.filter(({ keys: [key] }) => mayWrite || key !== 'n');
  return (
    <Dialog isOpen onClose={onClose} returnTo={returnTo} title={t('title')} description={t('fields')}>
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-6 gap-y-2">
        {possible.map(({ keys, does }) => (
          <Fragment key={does}>
            <dt className="flex items-center gap-1.5">
              {keys.map((key, index) => (
                <Fragment key={key}>
                  {index > 0 && <span className="text-small text-ink-3">{t('then')}</span>}
                  <kbd className="min-w-7 rounded-mark border border-edge bg-raise px-1.5 text-center font-mono text-small">
                    {key}
                  </kbd>
                </Fragment>
              ))}
            </dt>
            <dd>{t(does)}</dd>
          </Fragment>
        ))}
      </dl>
    </Dialog>
  );
}
