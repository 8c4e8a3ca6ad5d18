import { placePrecisionOf } from '@/db/model/event/editable';
import type { Event } from '@/db/model/event/event';
import type { Country } from '@/db/model/places/countries';
import { timeZoneOf } from '@/db/model/places/time-zones';
import { certaintyOf } from '@/db/model/words';
import type { FormState } from './form-state';
import { type InputContext, toInput } from './to-input';

const nobody = { id: '', name: '' };

/** The event that the form would create, for the preview; null until a country is known. */
export function previewOf(form: FormState, edited: Event | null, context: InputContext): Event | null {
  const { input } = toInput(form, context);
  const now = new Date(context.now).toISOString();
  const country: Country | null = input.location.country ?? form.targets[0]?.country ?? null;
  if (country === null) return null;
  const location = { ...input.location, country };
  return {
    id: edited?.id ?? 'preview',
    ref: edited?.ref ?? (form.kind === 'threat' ? 'THR' : 'INC'),
    aliases: [],
    version: 1,
    toBeConfirmed: edited?.toBeConfirmed ?? null,
    ...input,
    at: input.at ?? now,
    atPrecision: input.atPrecision ?? (input.at?.length === 10 ? 'day' : 'minute'),
    loggedAt: edited?.loggedAt ?? now,
    activityAt: edited?.activityAt ?? now,
    location: {
      ...location,
      precision: location.precision ?? placePrecisionOf(location),
      timeZone: location.timeZone ?? timeZoneOf(country),
    },
    targets: form.targets.flatMap(({ key: _, visit, mission, country: targeted, note, ...target }) =>
      targeted === null
        ? []
        : [
            {
              ...target,
              country: targeted,
              note: note || null,
              missionId: mission?.id ?? null,
              visitId: visit?.id ?? null,
              mission: mission && {
                type: mission.type,
                host: mission.host,
                city: mission.metro ?? mission.city,
                name: mission.name,
              },
            },
          ],
    ),
    actors: form.actors.map(({ actorId, name, role }) => ({ actorId, name, role })),
    sources: input.sources.map(({ publisherFamily, publishedAt, accessedAt, ...source }, index) => ({
      id: String(index),
      ...source,
      ...(publisherFamily && { publisherFamily }),
      ...(publishedAt && { publishedAt }),
      ...(accessedAt && { accessedAt }),
    })),
    incident: input.incident ?? null,
    threat: input.threat
      ? { ...input.threat, certainty: input.threat.certainty ?? certaintyOf(input.threat.likelihood) }
      : null,
    createdBy: edited?.createdBy ?? nobody,
    updatedAt: now,
    updatedBy: edited?.updatedBy ?? nobody,
  };
}
