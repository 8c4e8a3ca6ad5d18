import { headers } from 'next/headers';
import { notFound, redirect } from 'next/navigation';
import { getRuntime } from '@/server/runtime';
import { pathOfView } from '../../(board)/_views/opened-view';
import { nullIfNotFound } from '../../null-if-not-found';

type PageProps = { params: Promise<{ id: string }> };

/** The link of a view: the board with its filter. */
export default async function ViewPage({ params }: PageProps) {
  const { id } = await params;
  const runtime = getRuntime();
  const who = await runtime.principalOf(await headers());
  const view = await runtime.store.getRecord(who, 'view', id).catch(nullIfNotFound);
  if (view === null) notFound();
  redirect(pathOfView(view));
}
