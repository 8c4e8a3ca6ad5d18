'use client';

import { useTranslations } from 'next-intl';
import type { Event } from '@/db/model/event/event';
import { gradeOf, strongest } from '@/db/model/event/grade';
import { independentOrigins } from '@/db/model/event/origins';
import { targetsInDanger } from '@/db/model/event/threatened';
import { useFormats, useTypeName } from '../_i18n/use-formats';
import { useServerNow } from '../_live/provider';
import { EventTitle } from '../_ui/labels/event-title';
import { Flag } from '../_ui/labels/flag';
import { AttackMark } from '../_ui/labels/severity';
import { Time } from '../_ui/labels/time';
import { TlpLabel } from '../_ui/labels/tlp';
import { UserText } from '../_ui/labels/user-text';
import { useActorLabel } from '../(board)/actor-label';
import { Casualties } from '../(board)/casualties';

/** An update older than this needs attention. */
const oldMillis = 30 * 60_000;

/** An ongoing attack: what is known, how well, and how old it is. `count` attacks take turns. */
export function AttackView({ event, count }: { event: Event; count: number }) {
  const t = useTranslations('wall');
  const tc = useTranslations('common');
  const tw = useTranslations('words');
  const { list, shortCountry, city: cityOf, country: nameOf } = useFormats();
  const typeName = useTypeName();
  const actorLabel = useActorLabel();
  const now = useServerNow();
  const grade = gradeOf(strongest(event.sources));
  const { location } = event;
  const where = [location.place, location.city && cityOf(location.city, location.country)].filter(Boolean);
  const isOld = now - Date.parse(event.updatedAt) > oldMillis;
  return (
    <article className="wall-attack" aria-label={tc('underAttack')}>
      <p className="wall-kicker text-alarm">
        <AttackMark className="wall-mark" /> {tc('underAttack')}
        {count > 1 && <span>{t('attacks', { count })}</span>}
        <TlpLabel tlp={event.tlp} />
      </p>
      <h2>
        <EventTitle event={event} />
      </h2>
      <ul className="wall-targets">
        {targetsInDanger(event).map((target) => (
          <li key={`${target.country} ${target.type} ${target.missionId} ${target.visitId}`}>
            <Flag country={target.country} size="large" className="wall-flag" />
            <b>{shortCountry(target.country)}</b> {typeName(target.mission?.type ?? target.type)}
            {target.accountedFor && (
              <span className={target.accountedFor === 'yes' ? undefined : 'font-bold text-alarm'}>
                {t(`accountedFor.${target.accountedFor}`)}
              </span>
            )}
          </li>
        ))}
      </ul>
      <dl>
        <dt>{t('where')}</dt>
        <dd>{[...where, nameOf(location.country)].join(', ')}</dd>
        <dt>{t('since')}</dt>
        <dd>
          <Time moment={event.at} precision={event.atPrecision} /> (
          <Time moment={event.at} precision={event.atPrecision} as="span" />)
        </dd>
        <dt>{t('casualties')}</dt>
        <dd className="wall-facts">
          <Casualties events={[event]} />
          {!hasCasualties(event) && t('notKnown')}
        </dd>
        <dt>{t('actor')}</dt>
        <dd>{event.actors.length > 0 ? list(event.actors.map(actorLabel)) : t('notKnown')}</dd>
        <dt>{t('howKnown')}</dt>
        <dd>
          {tw(`verifications.${event.verification}.word`)},{' '}
          {grade === null
            ? t('unsourced')
            : t('sources', { grade, count: independentOrigins(event.sources) })}
        </dd>
        <dt>{t('lastUpdate')}</dt>
        <dd className={isOld ? 'font-bold text-amber' : undefined}>
          <Time moment={event.updatedAt} as="ago" />
        </dd>
      </dl>
      {event.summary && (
        <p className="wall-summary">
          <UserText>{event.summary}</UserText>
        </p>
      )}
    </article>
  );
}

function hasCasualties({ incident }: Event): boolean {
  return [incident?.killed, incident?.wounded, incident?.hostages].some((range) => range && range.max > 0);
}
