'use client';

import { useEffect, useMemo, useState } from 'react';
import type { Event } from '@/db/model/event/event';
import { type Names, noNames } from '../_names/describe';
import { fetchEvent } from '../_record/fetch-event';

const maxLinks = 20;
const none: Readonly<Record<string, string>> = {};

/** The names of what two records refer to. Those of linked records are read when they are first shown. */
export function useNamesOf(one: Event, other: Event): Names {
  const events = useRefs([one, other]);
  return useMemo(() => {
    const missions: Record<string, Names['missions'][string]> = {};
    const actors: Record<string, string> = {};
    for (const event of [one, other]) {
      for (const { missionId, mission, country } of event.targets)
        if (missionId && mission) missions[missionId] = { ...mission, country };
      for (const { actorId, name } of event.actors) actors[actorId] = name;
    }
    return { ...noNames, missions, actors, events };
  }, [one, other, events]);
}

/** References of the linked records that the user can read, by id. */
function useRefs(records: readonly Event[]): Readonly<Record<string, string>> {
  const [refs, setRefs] = useState(none);
  const linked = records.flatMap(({ incident, threat }) => incident?.realises ?? threat?.realisedBy ?? []);
  const ids = [...new Set(linked)].slice(0, maxLinks).join(' ');
  useEffect(() => {
    if (ids === '') return;
    const abort = new AbortController();
    const read = (id: string) => fetchEvent(id, abort.signal).catch(() => null);
    void Promise.all(ids.split(' ').map(read)).then((found) => {
      if (abort.signal.aborted) return;
      setRefs(Object.fromEntries(found.flatMap((event) => (event ? [[event.id, event.ref]] : []))));
    });
    return () => abort.abort();
  }, [ids]);
  return refs;
}
