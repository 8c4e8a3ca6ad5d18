'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { IconButton } from '../../_ui/button';

/** A parameter that was ignored. `value` is null if it names what is gone. */
export type Refused = { name: string; value: string | null };

/** Lists the parts of the address that were ignored, because they are no valid filters or name what is gone. */
export function RefusedNotice({ refused }: { refused: readonly Refused[] }) {
  const t = useTranslations('board.filters');
  const tc = useTranslations('common');
  const [closed, setClosed] = useState<readonly Refused[] | null>(null);
  if (refused.length === 0 || closed === refused) return null;
  return (
    <div
      role="alert"
      className="flex items-start gap-3 border-b border-line bg-amber-ground px-5 py-1.5 font-medium text-amber max-sm:px-3.5"
    >
      <ul className="min-w-0 grow self-center">
        {refused.map(({ name, value }) => (
          <li key={name}>
            {value === null
              ? t(name === 'view' ? 'goneView' : name === 'actor' ? 'goneActor' : 'goneMission')
              : t('refused', { name, value: shortened(value) })}
          </li>
        ))}
      </ul>
      <IconButton
        size="small"
        label={tc('close')}
        icon={<X aria-hidden className="size-4" />}
        onClick={() => setClosed(refused)}
      />
    </div>
  );
}

const maxShown = 80;

function shortened(value: string): string {
  return value.length > maxShown ? `${value.slice(0, maxShown)}…` : value;
}
