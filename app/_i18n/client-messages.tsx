import { NextIntlClientProvider } from 'next-intl';
import { getMessages } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { Namespace } from './messages';
import { MoreMessages } from './more-messages';

const everywhere = ['common', 'errors', 'shell', 'words', 'places'] as const;

/** Gives browser code the strings of every page, and the names of places: once, from the layout. */
export async function ClientMessages({ children }: { children: ReactNode }) {
  return <NextIntlClientProvider messages={await picked(everywhere)}>{children}</NextIntlClientProvider>;
}

/**
 * Gives browser code below it the strings of the namespaces named, besides those of every page: each page
 * sends its own alone. Server code needs none of it.
 */
export async function PageMessages({
  namespaces,
  children,
}: {
  namespaces: Namespace[];
  children: ReactNode;
}) {
  return <MoreMessages messages={await picked(namespaces)}>{children}</MoreMessages>;
}

async function picked(names: readonly string[]) {
  const wanted = new Set(names);
  return Object.fromEntries(Object.entries(await getMessages()).filter(([name]) => wanted.has(name)));
}
