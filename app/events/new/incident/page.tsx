import { headers } from 'next/headers';
import { getRuntime } from '@/server/runtime';
import { NewPage } from '../../_form/new-page';

export default async function NewIncidentPage() {
  return <NewPage kind="incident" who={await getRuntime().principalOf(await headers())} />;
}
