import { useTranslations } from 'next-intl';
import type { Event } from '@/db/model/event';

/** "ISKP", "ISKP suspected", "ISKP claimed": how sure it is stays with the name. */
export function useActorWords(): (actor: Event['actors'][number]) => string {
  const t = useTranslations('board.row.roles');
  return ({ name, role }) => (role === 'threatened' ? name : t(role, { name }));
}
