import { NextIntlClientProvider } from 'next-intl';
import { getLocale } from 'next-intl/server';
import type { ReactNode } from 'react';
import { messages, type Namespace } from './messages';

const everywhere: Namespace[] = ['common', 'errors', 'shell', 'words'];

/**
 * Gives browser code below it the strings of the namespaces named, besides those of every page: each page
 * sends its own alone. Server code needs none of it.
 */
export async function ClientMessages({
  namespaces = [],
  children,
}: {
  namespaces?: Namespace[];
  children: ReactNode;
}) {
  const all = messages[await getLocale()];
  const wanted = new Set<string>([...everywhere, ...namespaces]);
  const picked = Object.fromEntries(Object.entries(all).filter(([name]) => wanted.has(name)));
  return <NextIntlClientProvider messages={picked}>{children}</NextIntlClientProvider>;
}
