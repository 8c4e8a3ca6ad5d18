'use client';

import { useTranslations } from 'next-intl';
import { Fragment } from 'react';
import { useMayWrite } from '../../_session/viewer';
import { Dialog } from '../../_ui/overlays/dialog';
import { shortcuts, specialKeys } from './shortcut-list';

type HelpProps = { onClose: () => void; returnTo: () => HTMLElement | null };

export default function ShortcutsHelp({ onClose, returnTo }: HelpProps) {
  const t = useTranslations('shell.help');
  const mayWrite = useMayWrite();
  const isPossible = ({ does }: { does: string }) => mayWrite || !ofWriters.test(does);
  return (
    <Dialog isOpen onClose={onClose} returnTo={returnTo} title={t('title')} description={t('fields')}>
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-6 gap-y-2">
        {shortcuts.filter(isPossible).map(({ keys, does }) => (
          <Line key={does} keys={keys.split(' ')} between={t('then')}>
            {t(does)}
          </Line>
        ))}
        {specialKeys.filter(isPossible).map(({ keys, joined, does }) => (
          <Line key={does} keys={keys} between={joined === 'with' ? '+' : t('or')}>
            {t(does)}
          </Line>
        ))}
      </dl>
    </Dialog>
  );
}

/** What readers without the right to write are not shown. */
const ofWriters = /^log|^merge|select/i;

type LineProps = { keys: readonly string[]; between: string; children: string };

function Line({ keys, between, children }: LineProps) {
  return (
    <>
      <dt className="flex items-center gap-1.5">
        {keys.map((key, index) => (
          <Fragment key={key}>
            {index > 0 && <span className="text-small text-ink-3">{between}</span>}
            <kbd className="min-w-7 rounded-mark border border-edge bg-raise px-1.5 text-center font-mono text-small">
              {key}
            </kbd>
          </Fragment>
        ))}
      </dt>
      <dd>{children}</dd>
    </>
  );
}
