import { headers } from 'next/headers';
import { getRuntime } from '@/server/runtime';
import { NewPage } from '../../_form/new-page';

export default async function NewThreatPage() {
  return <NewPage kind="threat" who={await getRuntime().principalOf(await headers())} />;
}
