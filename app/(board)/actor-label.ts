import { useTranslations } from 'next-intl';
import type { Event } from '@/db/model/event/event';
import { isolated } from '../_i18n/bidi';

/** "ISKP", "ISKP suspected", "ISKP claimed": the certainty always stands with the name. */
export function useActorLabel(): (actor: Event['actors'][number]) => string {
  const t = useTranslations('board.row.roles');
  return ({ name, role }) => (role === 'threatened' ? isolated(name) : t(role, { name: isolated(name) }));
}
