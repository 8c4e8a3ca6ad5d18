'use client';

import { useRouter } from 'next/navigation';

/** Opens a record by reference or id: in place, or else its page. */
export function useOpenEvent(onOpen: ((eventRef: string) => void) | undefined): (eventRef: string) => void {
  const router = useRouter();
  return onOpen ?? ((eventRef) => router.push(`/events/${eventRef}`));
}
