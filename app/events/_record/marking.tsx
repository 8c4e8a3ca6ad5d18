import { useTranslations } from 'next-intl';
import type { Event } from '@/db/model/event/event';
import { useFormats } from '../../_i18n/use-formats';
import { usePrincipalName } from '../../_i18n/use-principal-name';
import { Time } from '../../_ui/labels/time';
import { TlpLabel } from '../../_ui/labels/tlp';
import { useRecipientName } from '../_names/recipient-name';
import { Fact, FactSection, Facts, type SectionLevel } from './fact';

type MarkingProps = {
  event: Event;
  /** Names by id; null if unknown. */
  people: Readonly<Record<string, string>> | null;
  level: SectionLevel;
};

/** Marking, recipients, tags, and who wrote the record when. */
export function Marking({ event, people, level }: MarkingProps) {
  const t = useTranslations('event.record');
  const words = useTranslations('words.tlps');
  const nameOf = usePrincipalName();
  const isChanged = event.version > 1;
  return (
    <FactSection level={level} title={t('record')}>
      <Facts>
        <Fact name={t('marking')}>
          <TlpLabel tlp={event.tlp} /> <span className="text-ink-2">{words(`${event.tlp}.meaning`)}</span>
        </Fact>
        <Fact name={t('recipients')}>
          {event.tlp === 'red' && <Recipients event={event} people={people} />}
        </Fact>
        <Fact name={t('tags')}>{event.tags.join(', ')}</Fact>
        <Fact name={t('aliases')}>
          {event.aliases.length > 0 && (
            <span className="font-mono text-small">{event.aliases.join(', ')}</span>
          )}
        </Fact>
        <Fact name={t('logged')}>
          <Time moment={event.loggedAt} isFocusable />
          <span className="text-ink-2">, {nameOf(event.createdBy)}</span>
        </Fact>
        <Fact name={t('changed')}>
          {isChanged && (
            <>
              <Time moment={event.updatedAt} isFocusable />
              <span className="text-ink-2">
                , {nameOf(event.updatedBy)}, {t('version', { version: event.version })}
              </span>
            </>
          )}
        </Fact>
      </Facts>
    </FactSection>
  );
}

/** The creator and the named recipients. */
function Recipients({ event: { createdBy, recipients }, people }: Pick<MarkingProps, 'event' | 'people'>) {
  const t = useTranslations('event.record');
  const nameOf = usePrincipalName();
  const recipientName = useRecipientName(people ?? {});
  const { list } = useFormats();
  const others = recipients.filter((id) => id !== createdBy.id);
  if (others.length === 0) return t('recipientAlone', { name: nameOf(createdBy) });
  return people === null
    ? t('recipientCount', { count: others.length })
    : list([nameOf(createdBy), ...others.map(recipientName)]);
}
