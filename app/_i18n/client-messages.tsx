import { NextIntlClientProvider } from 'next-intl';
import { getMessages } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { Namespace } from './messages';
import { MoreMessages } from './more-messages';

const everywhere = ['common', 'errors', 'shell', 'words', 'places'] as const;

/** A namespace, or the part of one that is all a page needs of it. */
type Named = Namespace | 'form.time' | 'form.problems';

/** Gives browser code the strings of every page, and the names of places: once, from the layout. */
export async function ClientMessages({ children }: { children: ReactNode }) {
  return <NextIntlClientProvider messages={await picked(everywhere)}>{children}</NextIntlClientProvider>;
}

/**
 * Gives browser code below it the strings of the namespaces named, besides those of every page: each page
 * sends its own alone. Server code needs none of it.
 */
export async function PageMessages({ namespaces, children }: { namespaces: Named[]; children: ReactNode }) {
  return <MoreMessages messages={await picked(namespaces)}>{children}</MoreMessages>;
}

async function picked(names: readonly string[]) {
  const messages = await getMessages();
  return Object.fromEntries(
    Object.entries(messages).flatMap(([name, all]) => {
      const parts = names
        .filter((one) => one.startsWith(`${name}.`))
        .map((one) => one.slice(name.length + 1));
      if (names.includes(name)) return [[name, all]];
      return parts.length === 0
        ? []
        : [[name, Object.fromEntries(Object.entries(all).filter(([part]) => parts.includes(part)))]];
    }),
  );
}
