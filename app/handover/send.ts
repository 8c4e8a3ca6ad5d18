import { type Handover, handoverRecord } from '@/db/model/records/handover';
import { ifMatch, type Outcome, write } from '../_api/write';

type Content = Pick<Handover, 'from' | 'to' | 'note' | 'tlp'> & { actions: { text: string }[] };
type Change = { acceptedBy: string } | Pick<Handover, 'actions'>;

/** Hands over. `key` is the same for each attempt. */
export function createHandover(content: Content, key: string): Promise<Outcome<Handover>> {
  return write(
    {
      method: 'POST',
      path: '/api/handovers',
      headers: { 'Idempotency-Key': key },
      body: JSON.stringify(content),
    },
    handoverRecord.schema,
  );
}

/** Accepts a handover, or marks its actions as done. */
export function changeHandover(
  handover: Pick<Handover, 'id' | 'version'>,
  change: Change,
): Promise<Outcome<Handover>> {
  return write(
    {
      method: 'PATCH',
      path: `/api/handovers/${handover.id}`,
      headers: ifMatch(handover),
      body: JSON.stringify(change),
    },
    handoverRecord.schema,
  );
}
