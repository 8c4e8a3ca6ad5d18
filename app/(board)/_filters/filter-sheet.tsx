'use client';

import { useTranslations } from 'next-intl';
import { Button } from '../../_ui/button';
import { Dialog } from '../../_ui/overlays/dialog';
import Facets from './facets';
import { useFilters } from './use-filters';

type FilterSheetProps = { examples: readonly string[]; onClose: () => void };

/** The filters as a sheet, on windows too narrow for their column. */
export default function FilterSheet({ examples, onClose }: FilterSheetProps) {
  const t = useTranslations('board.filters');
  const { values, clear } = useFilters();
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('title')}
      shape="sheet"
      actions={
        <>
          {values.size > 0 && (
            <Button variant="quiet" onClick={clear}>
              {t('clearAll')}
            </Button>
          )}
          <Button variant="primary" onClick={onClose}>
            {t('done')}
          </Button>
        </>
      }
    >
      <Facets examples={examples} />
    </Dialog>
  );
}
