'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { LiveMap } from '../_map/live-map';
import { Button } from '../_ui/button';

type PageMapProps = {
  /** The filter of the records that it shows, as in the address of the board. */
  search: string;
  /** Whether the reader keeps the map closed on the board: it then waits until it is asked for. */
  isClosed: boolean;
};

/** The live map of the records of a page. */
export function PageMap({ search, isClosed }: PageMapProps) {
  const t = useTranslations('profiles.map');
  const [isOpen, setOpen] = useState(!isClosed);
  if (isOpen) return <LiveMap search={search} isPlain className="page-map" />;
  return (
    <div className="pt-2.5" data-print="no">
      <Button size="small" onClick={() => setOpen(true)}>
        {t('show')}
      </Button>
    </div>
  );
}
