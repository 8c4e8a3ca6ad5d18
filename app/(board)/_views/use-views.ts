'use client';

import { useCallback, useEffect, useState } from 'react';
import * as z from 'zod';
import { type View, viewRecord } from '@/db/model/records/view';
import { callApi } from '../../_api/call-api';

const page = z.object({ items: z.array(viewRecord.schema), next: z.string().nullable() });

/** The views that the reader may open; undefined until they are known, null if the server does not answer. */
export function useViews(): { views: View[] | null | undefined; reload: () => Promise<void> } {
  const [views, setViews] = useState<View[] | null>();
  const reload = useCallback(async () => setViews(await fetchViews()), []);
  useEffect(() => void reload(), [reload]);
  return { views, reload };
}

async function fetchViews(): Promise<View[] | null> {
  const views: View[] = [];
  for (let next: string | null = ''; next !== null; ) {
    const path: string = `/api/views?limit=500${next && `&page=${next}`}`;
    const answer = page.safeParse((await callApi({ method: 'GET', path }))?.json);
    if (!answer.success) return null;
    views.push(...answer.data.items);
    next = answer.data.next;
  }
  return views;
}
