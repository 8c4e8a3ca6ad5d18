'use client';

import { Bookmark } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { targetsInDanger } from '@/db/model/event/threatened';
import { useFormats, useMissionName } from '../_i18n/use-formats';
import { pathOfActor, pathOfMission, pathOfPlace, pathOfVisit } from '../_records/paths';
import { useViewerId } from '../_session/viewer';
import { EventTitle } from '../_ui/labels/event-title';
import { Flag } from '../_ui/labels/flag';
import { KindMark } from '../_ui/labels/kind-mark';
import { UserText } from '../_ui/labels/user-text';
import { pathOfView } from '../(board)/_views/opened-view';
import type { FoundRecord } from './fetch-records';
import type { Target } from './target';

/** Makes a target of a record. A record opens over the board that is open, and otherwise on its own page. */
export function useRecordTargets(): (found: FoundRecord) => Target {
  const router = useRouter();
  const viewer = useViewerId();
  const missionName = useMissionName();
  const { country: nameOf, city: cityOf, date } = useFormats();
  const go = (path: string) => () => router.push(path);

  function openEvent(ref: string): void {
    if (location.pathname !== '/') {
      router.push(`/events/${ref}`);
      return;
    }
    const address = new URL(location.href);
    address.searchParams.set('event', ref);
    window.history.pushState(null, '', address);
  }

  return (found) => {
    switch (found.is) {
      case 'event': {
        const event = found.record;
        const isAlarm = targetsInDanger(event).length > 0;
        return {
          key: `event:${event.ref}`,
          group: 'events',
          label: event.title,
          content: <EventTitle event={event} />,
          mark: <KindMark kind={event.kind} isAlarm={isAlarm} />,
          about: event.ref,
          run: () => openEvent(event.ref),
        };
      }
      case 'mission': {
        const { id, sending, host } = found.record;
        return {
          key: `mission:${id}`,
          group: 'missions',
          label: missionName({ ...found.record, country: sending }),
          mark: <Flag country={sending} size="small" />,
          about: nameOf(host),
          run: go(pathOfMission(id)),
        };
      }
      case 'actor': {
        const { id, name, aliases } = found.record;
        return {
          key: `actor:${id}`,
          group: 'actors',
          label: name,
          content: <UserText>{name}</UserText>,
          about: aliases.slice(0, 2).join(', '),
          run: go(pathOfActor(id)),
        };
      }
      case 'visit': {
        const { id, title, country, from } = found.record;
        return {
          key: `visit:${id}`,
          group: 'visits',
          label: title,
          content: <UserText>{title}</UserText>,
          mark: <Flag country={country} size="small" />,
          about: date(from),
          run: go(pathOfVisit(id)),
        };
      }
      case 'view': {
        const { id, name, createdBy } = found.record;
        return {
          key: `view:${id}`,
          group: 'views',
          label: name,
          content: <UserText>{name}</UserText>,
          mark: <Bookmark aria-hidden className="size-4 text-ink-2" />,
          ...(createdBy.id !== viewer && { about: createdBy.name }),
          run: go(pathOfView(found.record)),
        };
      }
      case 'place': {
        const { country, name } = found.record;
        return {
          key: `place:${country}/${name}`,
          group: 'places',
          label: cityOf(name, country),
          about: nameOf(country),
          run: go(pathOfPlace(country, name)),
        };
      }
    }
  };
}
