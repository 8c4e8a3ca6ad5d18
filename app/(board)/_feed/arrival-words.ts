import { useLocale, useTranslations } from 'next-intl';
import type { Event } from '@/db/model/event/event';
import { targetsInDanger } from '@/db/model/event/threatened';
import { severityRank } from '@/db/model/words';
import { useFormats } from '../../_i18n/use-formats';
import { maxRows } from '../../_live/place-rows';

const maxNamed = 3;

/**
 * What waits above the list: "1 new threat: Japan, extreme · 3 new". `count` rows wait, of which `alarming` put a
 * mission in danger; attacks are named before threats.
 */
export function useArrivalWords(): (count: number, alarming: readonly Event[]) => string {
  const t = useTranslations('board.feed');
  const tw = useTranslations('words.severities');
  const locale = useLocale();
  const { shortCountry: nameOf, list } = useFormats();
  return (count, alarming) => {
    const attacks = alarming.filter(({ kind }) => kind === 'incident');
    const named = attacks.length > 0 ? attacks : alarming;
    const [gravest] = named.toSorted((a, b) => severityRank[a.severity] - severityRank[b.severity]);
    const rest = count - named.length;
    const others = count < maxRows ? t('waiting', { count: rest }) : t('waitingMany', { count: maxRows });
    if (!gravest) return others;
    const codes = [
      ...new Set(named.flatMap((event) => targetsInDanger(event).map(({ country }) => country))),
    ];
    const names = codes.slice(0, maxNamed).map(nameOf);
    const more = codes.length > maxNamed ? [`+${codes.length - maxNamed}`] : [];
    const words = t(attacks.length > 0 ? 'newAttacks' : 'newThreats', {
      count: named.length,
      countries: list([...names, ...more]),
      severity: tw(gravest.severity).toLocaleLowerCase(locale),
    });
    return rest > 0 ? `${words} · ${others}` : words;
  };
}
