import { useTranslations } from 'next-intl';
import * as z from 'zod';
import { earlierLapseReason } from '@/db/model/event/lapse';
import { isDate } from '@/db/model/values/moment';
import type { MissionType } from '@/db/model/words';
import * as w from '@/db/model/words';
import { useFormats, useMissionName, useTypeChoiceName, useTypeName } from '../../_i18n/use-formats';
import { useRecipientName } from './recipient-name';

type NamedMission = { type: MissionType; country: string; host: string; city: string | null };

/** The known names of the ids in a record. */
export type Names = {
  missions: Readonly<Record<string, NamedMission>>;
  actors: Readonly<Record<string, string>>;
  visits: Readonly<Record<string, string>>;
  /** References of linked events. */
  events: Readonly<Record<string, string>>;
  /** Names of recipients. */
  people: Readonly<Record<string, string>>;
};

export const noNames: Names = { missions: {}, actors: {}, visits: {}, events: {}, people: {} };

const target = z.object({
  country: z.string().nullable(),
  type: z.enum(w.targetTypes),
  missionId: z.string().nullish(),
  visitId: z.string().nullish(),
  outcome: z.enum(w.targetOutcomes).nullish(),
});
const actor = z.object({ actorId: z.string(), role: z.enum(w.actorRoles) });
const source = z.object({
  publisher: z.string(),
  title: z.string(),
  reliability: z.string(),
  credibility: z.number(),
});
const count = z.object({ min: z.number(), max: z.number() });
const location = z.object({
  country: z.string().nullable(),
  province: z.string().nullish(),
  city: z.string().nullish(),
  place: z.string().nullish(),
  lat: z.number().nullish(),
  lon: z.number().nullish(),
});
const claim = z.object({
  on: z.string().nullish(),
  channel: z.string().nullish(),
  quote: z.string().nullish(),
});

type Say = (value: unknown) => string | null;

/** Formats a field's value in the user's language, by its path; null if empty. */
export function useDescribe(names: Names): (path: string, value: unknown) => string | null {
  const t = useTranslations('event.values');
  const history = useTranslations('event.history');
  const words = useTranslations('words');
  const common = useTranslations('common');
  const formats = useFormats();
  const missionName = useMissionName();
  const typeName = useTypeName();
  const typeChoiceName = useTypeChoiceName();
  const recipientName = useRecipientName(names.people);

  const oneOf =
    <T extends string | number>(values: readonly T[], say: (value: T) => string): Say =>
    (value) => {
      const found = values.find((one) => one === value);
      return found === undefined ? null : say(found);
    };
  const shaped =
    <T>(schema: z.ZodType<T>, say: (value: T) => string): Say =>
    (value) => {
      const parsed = schema.safeParse(value);
      return parsed.success ? say(parsed.data) : null;
    };
  const moment: Say = (value) =>
    typeof value === 'string'
      ? `${formats.moment(value)}${isDate(value) ? '' : ` (${formats.zone(value)})`}`
      : null;
  const yesNo: Say = (value) => (typeof value === 'boolean' ? (value ? t('yes') : t('no')) : null);
  const city: Say = (value) => (typeof value === 'string' ? formats.city(value, null) : null);
  const country: Say = (value) => (typeof value === 'string' ? formats.country(value) : null);
  const counted: Say = shaped(count, (given) => formats.count(given));
  const named =
    (known: Readonly<Record<string, string>>): Say =>
    (value) =>
      typeof value === 'string' ? (known[value] ?? t('notToBeSeen')) : null;
  const missionOf: Say = (value) => {
    const mission = typeof value === 'string' ? names.missions[value] : undefined;
    return mission ? missionName(mission) : value === null ? null : t('notToBeSeen');
  };

  const targetWords = shaped(target, (given) => {
    const { country: code, type, missionId, outcome } = given;
    const whole = (missionId && names.missions[missionId] && missionOf(missionId)) || undefined;
    const unnamed =
      code && w.isCountryOnly(given)
        ? common('countryOnlyOf', { country: formats.country(code) })
        : [typeName(type), code && formats.country(code)].filter(Boolean).join(' — ');
    const what = whole ?? unnamed;
    return outcome ? `${what} (${words(`targetOutcomes.${outcome}`)})` : what;
  });
  const actorLabel = shaped(
    actor,
    ({ actorId, role }) => `${names.actors[actorId] ?? t('notToBeSeen')} (${words(`actorRoles.${role}`)})`,
  );
  const sourceWords = shaped(source, ({ publisher, title, reliability, credibility }) =>
    [`${reliability}${credibility} ${publisher}`, title].filter(Boolean).join(': '),
  );
  const placeLabel = shaped(location, (at) =>
    [
      at.place,
      at.city && formats.city(at.city, at.country),
      at.province,
      at.country && formats.country(at.country),
      at.lat != null && `${at.lat}, ${at.lon}`,
    ]
      .filter(Boolean)
      .join(', '),
  );
  const claimWords = shaped(
    claim,
    (given) =>
      [given.channel, given.on && formats.date(given.on), given.quote].filter(Boolean).join(', ') || t('yes'),
  );

  const says: Readonly<Record<string, Say>> = {
    at: moment,
    atPrecision: oneOf(w.precisions, (one) => words(`precisions.${one}`)),
    handling: oneOf(w.handlings, (one) => words(`handlings.${one}`)),
    severity: oneOf(w.severities, (one) => words(`severities.${one}`)),
    verification: oneOf(w.verifications, (one) => words(`verifications.${one}.word`)),
    tlp: oneOf(w.tlps, (one) => `TLP:${one.toUpperCase()}`),
    'recipients.*': (value) => (typeof value === 'string' ? recipientName(value) : null),
    'attackTypes.*': oneOf(w.attackTypes, (one) => words(`attackTypes.${one}`)),
    'weaponTypes.*': oneOf(w.weaponTypes, (one) => words(`weaponTypes.${one}`)),
    location: placeLabel,
    'location.country': country,
    'location.city': city,
    'location.precision': oneOf(w.placePrecisions, (one) => words(`placePrecisions.${one}`)),
    'targets.*': targetWords,
    'targets.*.country': country,
    'targets.*.type': oneOf(w.targetTypes, typeChoiceName),
    'targets.*.missionId': missionOf,
    'targets.*.visitId': named(names.visits),
    'targets.*.outcome': oneOf(w.targetOutcomes, (one) => words(`targetOutcomes.${one}`)),
    'targets.*.accountedFor': oneOf(w.accountedFor, (one) => words(`accountedFor.${one}`)),
    'actors.*': actorLabel,
    'actors.*.actorId': named(names.actors),
    'actors.*.role': oneOf(w.actorRoles, (one) => words(`actorRoles.${one}`)),
    'sources.*': sourceWords,
    'sources.*.publishedOn': moment,
    'sources.*.publishedAt': moment,
    'sources.*.accessedOn': moment,
    'sources.*.accessedAt': moment,
    'sources.*.reliability': oneOf(w.reliabilities, (one) => `${one}: ${words(`reliabilities.${one}`)}`),
    'sources.*.credibility': oneOf(w.credibilities, (one) => `${one}: ${words(`credibilities.${one}`)}`),
    'incident.phase': oneOf(w.phases, (one) => words(`phases.${one}`)),
    'incident.endedAt': moment,
    'incident.suicide': yesNo,
    'incident.success': yesNo,
    'incident.killed': counted,
    'incident.wounded': counted,
    'incident.attackersKilled': counted,
    'incident.staffKilled': counted,
    'incident.staffWounded': counted,
    'incident.hostages': counted,
    'incident.claim': claimWords,
    'incident.claim.on': moment,
    'incident.realises.*': named(names.events),
    'threat.status': oneOf(w.threatStatuses, (one) => words(`threatStatuses.${one}`)),
    'threat.statusReason': (value) => (value === earlierLapseReason ? history('lapsed') : null),
    'threat.urgency': oneOf(w.urgencies, (one) => words(`urgencies.${one}`)),
    'threat.certainty': oneOf(w.certainties, (one) => words(`certainties.${one}`)),
    'threat.likelihood': oneOf(w.likelihoods, (one) => words(`likelihoods.${one}.word`)),
    'threat.confidence': oneOf(w.confidences, (one) => words(`confidences.${one}`)),
    'threat.validFrom': moment,
    'threat.validUntil': moment,
    'threat.reviewBy': moment,
    'threat.realisedBy.*': named(names.events),
  };

  return function describe(path: string, value: unknown): string | null {
    if (value === null || value === undefined || value === '') return null;
    const field = path.replace(/\.\d+(?=\.|$)/g, '.*');
    const said = says[field]?.(value);
    if (said) return said;
    if (Array.isArray(value)) {
      const items = value.map((one, index) => describe(`${path}.${index}`, one)).filter(Boolean);
      return items.length > 0 ? items.join('; ') : null;
    }
    if (typeof value === 'object') {
      const parts = Object.entries(value).map(([key, part]) => describe(`${path}.${key}`, part));
      return parts.filter(Boolean).join(', ') || null;
    }
    return String(value);
  };
}
