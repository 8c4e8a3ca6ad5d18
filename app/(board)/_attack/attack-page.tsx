'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Event } from '@/db/model/event/event';
import { useFormats } from '../../_i18n/use-formats';
import { MissionRows } from '../../_records/_lists/mission-rows';
import { VisitRows } from '../../_records/_lists/visit-rows';
import { FactSection } from '../../events/_record/fact';
import { radiusKm, type Surroundings } from './fetch-surroundings';
import { useSurroundings } from './use-surroundings';
import '../../_records/records.css';
import './attack.css';

/** An attack under way: its record, and beside or below it the missions and visits near it. */
export function AttackPage({ attack, children }: { attack: Event; children: ReactNode }) {
  const t = useTranslations('board.attack');
  const { surroundings, isFailed } = useSurroundings(attack);
  return (
    <div className="attack-page">
      {surroundings && <Summary surroundings={surroundings} />}
      <div className="min-w-0">{children}</div>
      <div id="near-attack" className="attack-near">
        {isFailed && <p className="text-amber">{t('failed')}</p>}
        {surroundings && <Near attack={attack} surroundings={surroundings} />}
      </div>
    </div>
  );
}

/** Leads to the lists where they are below the record. */
function Summary({ surroundings: { isPlaced, near, visits } }: { surroundings: Surroundings }) {
  const t = useTranslations('board.attack');
  return (
    <p className="attack-summary">
      <a href="#near-attack" className="font-medium underline underline-offset-2">
        {isPlaced && `${t('at', { count: near.length, km: radiusKm })}, `}
        {t('visitCount', { count: visits.length })}
      </a>
    </p>
  );
}

type NearProps = { attack: Event; surroundings: Surroundings };

function Near({ attack, surroundings: { isPlaced, near, unplaced, visits } }: NearProps) {
  const t = useTranslations('board.attack');
  const { city: cityOf, number } = useFormats();
  const { country, city } = attack.location;
  const title = t('missions', { km: radiusKm });
  const cityTitle =
    city === null ? '' : t(isPlaced ? 'unplaced' : 'unplacedAttack', { city: cityOf(city, country) });
  const distances = new Map(
    near.map(({ mission, km }) => [mission.id, t('distance', { km: number(Math.round(10 * km) / 10) })]),
  );
  return (
    <>
      <FactSection level={3} title={title}>
        {!isPlaced && <p className="text-ink-2">{t('noPosition')}</p>}
        {isPlaced && near.length === 0 && <p className="text-ink-2">{t('none', { km: radiusKm })}</p>}
        {near.length > 0 && (
          <MissionRows missions={near.map(({ mission }) => mission)} label={title} distances={distances} />
        )}
      </FactSection>
      {unplaced.length > 0 && (
        <FactSection level={3} title={cityTitle}>
          <MissionRows missions={unplaced} label={cityTitle} without="host" />
        </FactSection>
      )}
      <FactSection level={3} title={t('visits')}>
        {visits.length === 0 && <p className="text-ink-2">{t('noVisits')}</p>}
        {visits.length > 0 && <VisitRows visits={visits} label={t('visits')} />}
      </FactSection>
    </>
  );
}
