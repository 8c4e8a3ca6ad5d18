'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useEffectEvent } from 'react';
import { createRefetch } from '../../_live/create-refetch';
import { useLiveActions } from '../../_live/provider';
import { randomDelayMillis } from '../../_live/random-delay';
import type { OpenedView } from './opened-view';

/** Has the server render the page again when the open view is changed, deleted or no longer shared. Renders nothing. */
export function FollowedView({ view: { id, version } }: { view: OpenedView }) {
  const { onItems } = useLiveActions();
  const router = useRouter();
  const isNew = useEffectEvent((given: number) => given > version);
  const refresh = useEffectEvent(async () => router.refresh());
  const follow = useEffectEvent((listener: Parameters<typeof onItems>[0]) => onItems(listener));
  useEffect(() => {
    const request = createRefetch(() => refresh());
    const end = follow((items) => {
      const isConcerned = items?.some(
        (item) => item.op === 'changed' && item.type === 'view' && item.id === id && isNew(item.version),
      );
      if (isConcerned !== false) request.schedule(randomDelayMillis());
    });
    return () => {
      end();
      request.stop();
    };
  }, [id]);
  return null;
}
