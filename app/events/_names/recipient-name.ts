import { useTranslations } from 'next-intl';
import { usePrincipalName } from '../../_i18n/use-principal-name';

/** The name of a recipient. An unknown one has left or is suspended. */
export function useRecipientName(people: Readonly<Record<string, string>>): (id: string) => string {
  const t = useTranslations('event.values');
  const nameOf = usePrincipalName();
  return (id) => nameOf({ id, name: people[id] ?? t('formerPerson') });
}
