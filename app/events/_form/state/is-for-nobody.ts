import type { EventJson } from './to-input';

/** Whether it is marked red and only its creator can see it. */
export function isForNobody({ tlp, recipients }: Pick<EventJson, 'tlp' | 'recipients'>): boolean {
  return tlp === 'red' && recipients.length === 0;
}
