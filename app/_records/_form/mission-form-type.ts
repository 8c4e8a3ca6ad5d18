import type { Mission } from '@/db/model/reference';
import { linesOf, type RecordFormType, type RecordState, textOrNull } from './record-state';
import { createReader, typedMoment } from './typed-values';

export const blankMission: RecordState = {
  values: { type: 'embassy', status: 'open' },
  legs: [],
};

export const missionFormType: RecordFormType<Mission> = {
  stateOf: (mission, { timeZone }) => ({
    values: {
      sending: mission.sending,
      host: mission.host,
      type: mission.type,
      city: mission.city ?? '',
      metro: mission.metro ?? '',
      name: mission.name ?? '',
      aliases: mission.aliases.join('\n'),
      lat: mission.lat === null ? '' : String(mission.lat),
      lon: mission.lon === null ? '' : String(mission.lon),
      status: mission.status,
      statusSince: typedMoment(mission.statusSince, timeZone),
      wikidata: mission.wikidata ?? '',
    },
    legs: [],
  }),
  bodyOf({ values }, context) {
    const reader = createReader(context);
    const input = {
      sending: textOrNull(values.sending) ?? undefined,
      host: textOrNull(values.host) ?? undefined,
      type: values.type,
      city: textOrNull(values.city),
      metro: textOrNull(values.metro),
      name: textOrNull(values.name),
      aliases: linesOf(values.aliases),
      lat: reader.degrees('lat', values.lat, 90),
      lon: reader.degrees('lon', values.lon, 180),
      status: values.status,
      statusSince: reader.moment('statusSince', values.statusSince, 'past'),
      wikidata: textOrNull(values.wikidata),
    };
    return { input, problems: reader.problems };
  },
};
