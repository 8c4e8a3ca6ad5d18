'use client';

import { ChevronDown, ChevronUp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useId } from 'react';
import { IconButton } from '../../_ui/button';
import type { PanelName } from './panel-names';
import { useSide } from './side-context';

type SidePanelProps = {
  name: PanelName;
  /** Links and controls in its line. */
  actions?: ReactNode;
  children: ReactNode;
};

/** A panel of the third column, which closes to its line. What it shows is loaded only while it is open. */
export function SidePanel({ name, actions, children }: SidePanelProps) {
  const t = useTranslations('board.side');
  const { isOpen, setOpen } = useSide();
  const id = useId();
  const isShown = isOpen(name);
  const title = t(name);
  return (
    <section aria-labelledby={id} className="side-panel" data-panel={name} data-open={isShown || undefined}>
      <div className="side-panel-line">
        <h2 id={id} className="grow font-medium">
          {title}
        </h2>
        {isShown && actions}
        <IconButton
          size="small"
          label={isShown ? t('close', { title }) : t('open', { title })}
          aria-expanded={isShown}
          icon={
            isShown ? (
              <ChevronDown aria-hidden className="size-4" />
            ) : (
              <ChevronUp aria-hidden className="size-4" />
            )
          }
          onClick={() => setOpen(name, !isShown)}
        />
      </div>
      {isShown && <div className="side-panel-content">{children}</div>}
    </section>
  );
}
