'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useMayWrite } from '../_session/viewer';
import { ButtonLink } from '../_ui/button-link';

/** Opens the form of the record; nothing for readers who may not change it. */
export function EditLink({ href }: { href: string }) {
  const t = useTranslations('profiles');
  return useMayWrite() && <ButtonLink href={href}>{t('edit')}</ButtonLink>;
}

/** The same for a new record. */
export function AddLink({ href, children }: { href: string; children: ReactNode }) {
  return useMayWrite() && <ButtonLink href={href}>{children}</ButtonLink>;
}
