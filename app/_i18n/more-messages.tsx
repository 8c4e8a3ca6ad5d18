'use client';

import { NextIntlClientProvider, useLocale, useMessages } from 'next-intl';
import { type ComponentProps, type ReactNode, useMemo } from 'react';

type MoreMessagesProps = {
  messages: ComponentProps<typeof NextIntlClientProvider>['messages'];
  children: ReactNode;
};

/** Adds messages to those provided further up, so that a page need not send those again. */
export function MoreMessages({ messages, children }: MoreMessagesProps) {
  const given = useMessages();
  const all = useMemo(() => ({ ...given, ...messages }), [given, messages]);
  return (
    <NextIntlClientProvider locale={useLocale()} messages={all}>
      {children}
    </NextIntlClientProvider>
  );
}
