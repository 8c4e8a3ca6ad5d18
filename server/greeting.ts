import type { Settings } from './env';

/** The lines for whoever started the server: where it is, and how the first administrator is made. */
export function greetingOf({ isLoopback }: Settings, url: URL, setUp: string | null): string {
  const whereItIs = `Chancery is at ${url.origin}\n`;
  if (!setUp) return whereItIs;
  const nobody = isLoopback
    ? 'There are no accounts yet: anyone on this machine may read and write everything.'
    : 'There are no accounts yet, and nobody may read or write anything.';
  return `${whereItIs}${nobody} Create the first administrator: ${setUp}\n`;
}
