import { useTranslations } from 'next-intl';
import type { Event } from '@/db/model/event';
import { Time } from '../../_ui/time';
import { TlpLabel } from '../../_ui/tlp';
import { usePrincipalName } from '../_words/principal-name';
import { Fact, Facts, Part, type PartLevel } from './fact';

/** Who may see it, and who wrote it when. */
export function Marking({ event, level }: { event: Event; level: PartLevel }) {
  const t = useTranslations('event.record');
  const words = useTranslations('words.tlps');
  const nameOf = usePrincipalName();
  const isChanged = event.version > 1;
  return (
    <Part level={level} title={t('record')}>
      <Facts>
        <Fact name={t('marking')}>
          <TlpLabel tlp={event.tlp} /> <span className="text-ink-2">{words(`${event.tlp}.meaning`)}</span>
        </Fact>
        <Fact name={t('recipients')}>
          {event.tlp === 'red' && t('recipientCount', { count: event.recipients.length })}
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
    </Part>
  );
}
