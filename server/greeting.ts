import type { Settings } from './env';

/** What a start prints: the address and, while there are no accounts, how to create the first administrator. */
export function greetingOf({ isLoopback }: Settings, url: URL, setUp: string | null): string {
  const address = `Chancery is at ${url.origin}\n`;
  if (!setUp) return address;
  const access = isLoopback
    ? 'There are no accounts yet: anyone on this machine may read and write everything.'
    : 'There are no accounts yet, and nobody may read or write anything.';
  return `${address}${access} Create the first administrator: ${setUp}\n`;
}
