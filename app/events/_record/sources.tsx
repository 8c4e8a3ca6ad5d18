import { useTranslations } from 'next-intl';
import type { Event, Source } from '@/db/model/event/event';
import { evidenceOf } from '@/db/model/event/evidence';
import { isOwnReport } from '@/db/model/event/origins';
import { useFormats } from '../../_i18n/use-formats';
import { GradeLabel } from '../../_ui/labels/grade';
import { UserText } from '../../_ui/labels/user-text';
import { linkClass } from '../../_ui/link-class';
import { FactSection, type SectionLevel } from './fact';
import { Quote } from './incident-facts';

/** The sources, each with its grade and report. */
export function Sources({ sources, level }: { sources: Event['sources']; level: SectionLevel }) {
  const t = useTranslations('event.record');
  const common = useTranslations('common');
  const { origins, unchecked } = evidenceOf(sources);
  if (sources.length === 0) {
    return (
      <FactSection level={level} title={t('sources')}>
        <p className="text-ink-2">{t('noSources')}</p>
      </FactSection>
    );
  }
  return (
    <FactSection level={level} title={`${t('sources')}: ${common('evidenceBasis', { origins, unchecked })}`}>
      <ul className="flex flex-col gap-3">
        {sources.map((source) => (
          <li key={source.id} className="flex gap-3">
            <GradeLabel grade={`${source.reliability}${source.credibility}`} />
            <SourceFacts source={source} />
          </li>
        ))}
      </ul>
    </FactSection>
  );
}

function SourceFacts({ source }: { source: Source }) {
  const t = useTranslations('event.record');
  const words = useTranslations('words');
  const { moment } = useFormats();
  const published = source.publishedAt ?? source.publishedOn;
  const accessed = source.accessedAt ?? source.accessedOn;
  const title = source.title || source.url;
  const about = [
    source.author,
    source.publisherFamily,
    published && moment(published),
    accessed && t('accessed', { date: moment(accessed) }),
    source.language,
  ].filter(Boolean);
  return (
    <div className="min-w-0">
      <p>
        <b>
          <UserText>{source.publisher}</UserText>
        </b>
        {title && ': '}
        {source.url ? (
          <a href={source.url} rel="noopener noreferrer" target="_blank" className={linkClass}>
            {title}
          </a>
        ) : (
          title
        )}
      </p>
      {about.length > 0 && <p className="text-small text-ink-2">{about.join(', ')}</p>}
      <p className="text-small text-ink-2">
        {isOwnReport(source)
          ? t('ownReport')
          : source.origin
            ? t('repeats', { origin: source.origin })
            : t('originNotChecked')}
      </p>
      <p className="text-small text-ink-2">
        {words(`reliabilities.${source.reliability}`)}; {words(`credibilities.${source.credibility}`)}
      </p>
      {source.quote && <Quote>{source.quote}</Quote>}
    </div>
  );
}
