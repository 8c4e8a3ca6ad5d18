import type { Visit } from '@/db/model/reference';
import { type RecordFormType, type RecordState, textOrNull } from './record-state';
import { createReader, typedMoment } from './typed-values';

export const blankVisit: RecordState = { values: { tlp: 'amber+strict' }, legs: [] };

export const visitFormType: RecordFormType<Visit> = {
  stateOf: (visit, { timeZone }) => ({
    values: {
      country: visit.country,
      host: visit.host,
      city: visit.city ?? '',
      title: visit.title,
      from: typedMoment(visit.from, timeZone),
      to: typedMoment(visit.to, timeZone),
      contact: visit.contact ?? '',
      tlp: visit.tlp,
    },
    legs: visit.legs.map((leg) => ({
      from: typedMoment(leg.from, timeZone),
      to: typedMoment(leg.to, timeZone),
      host: leg.host ?? '',
      city: leg.city ?? '',
      place: leg.place ?? '',
      note: leg.note ?? '',
    })),
  }),
  bodyOf({ values, legs }, context) {
    const reader = createReader(context);
    const input = {
      country: textOrNull(values.country) ?? undefined,
      host: textOrNull(values.host) ?? undefined,
      city: textOrNull(values.city),
      title: (values.title ?? '').trim(),
      from: reader.moment('from', values.from) ?? undefined,
      to: reader.moment('to', values.to) ?? undefined,
      contact: textOrNull(values.contact),
      tlp: values.tlp,
      legs: legs.map((leg, index) => ({
        from: reader.moment(`legs.${index}.from`, leg.from) ?? undefined,
        to: reader.moment(`legs.${index}.to`, leg.to) ?? undefined,
        host: textOrNull(leg.host),
        city: textOrNull(leg.city),
        place: textOrNull(leg.place),
        note: textOrNull(leg.note),
      })),
    };
    return { input, problems: reader.problems };
  },
};
