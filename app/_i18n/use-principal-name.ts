import { useTranslations } from 'next-intl';
import { localId, systemId } from '@/db/model/access/principal-ids';
import { isolated } from './bidi';

/** The name of an author; the program's own names are translated. */
export function usePrincipalName(): (by: { id: string; name: string }) => string {
  const t = useTranslations('words.principals');
  return ({ id, name }) => (id === localId ? t('local') : id === systemId ? t('system') : isolated(name));
}
