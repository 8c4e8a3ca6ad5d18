'use client';

import { useTranslations } from 'next-intl';
import { UserText } from '../../_ui/labels/user-text';
import { useViews } from '../../(board)/_views/use-views';

/** What a display shows: a saved view by its name, or a filter. */
export function ShownView({ view }: { view: string }) {
  const t = useTranslations('account.displays');
  const query = new URLSearchParams(view);
  const id = query.get('view');
  const { views } = useViews();
  const saved = views?.find((one) => one.id === id && one.shared);
  if (saved) return t.rich('showsView', { name: () => <UserText>{saved.name}</UserText> });
  query.delete('view');
  return <code>{query.toString().replaceAll('%2C', ',') || t('everything')}</code>;
}
