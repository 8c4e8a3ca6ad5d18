import { NextIntlClientProvider } from 'next-intl';
import { getMessages } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { Namespace } from './messages';
import { MoreMessages } from './more-messages';

const everywhere = ['common', 'errors', 'shell', 'words', 'places'] as const;

/** A namespace, or the part of one that a page needs. */
type Named = Namespace | 'form.time' | 'form.problems' | 'profiles.visits';

/** Provides the messages of every page and the names of places to browser code, once, in the layout. */
export async function ClientMessages({ children }: { children: ReactNode }) {
  return <NextIntlClientProvider messages={await picked(everywhere)}>{children}</NextIntlClientProvider>;
}

/**
 * Provides the messages of the given namespaces to browser code, besides those of every page, so that each page sends
 * only its own. Server code does not need it.
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
