'use client';

import { CircleUserRound } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import type { Principal } from '@/db/model/access/principal';
import { isolated } from '../_i18n/bidi';
import { signOut } from '../_session/sign-out';
import { Button } from '../_ui/button';
import { TlpLabel } from '../_ui/labels/tlp';
import { notify } from '../_ui/overlays/notices';
import { accountPages } from './account-pages';
import { usePages } from './nav';

const linkClass = 'flex min-h-9 items-center rounded-control px-2 hover:bg-raise';

/** The signed-in user, with links to the account and sign-out. */
export function AccountMenu({ viewer }: { viewer: Principal }) {
  const t = useTranslations('shell.account');
  const tr = useTranslations('words.roles');
  const id = useId();
  const pages = usePages();
  const [isBusy, setBusy] = useState(false);
  const isPerson = viewer.kind === 'person';
  const name = isPerson ? viewer.name : t('nobody');

  async function handleSignOut(): Promise<void> {
    setBusy(true);
    if (await signOut()) return;
    setBusy(false);
    notify(t('failed'), { isError: true });
  }

  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        aria-label={isPerson ? t('signedIn', { name: isolated(name) }) : name}
        data-tip={name}
        className="inline-flex size-9 shrink-0 cursor-pointer items-center justify-center rounded-control text-ink-2 hover:bg-raise hover:text-ink wide:w-auto wide:gap-2 wide:px-2"
      >
        <CircleUserRound aria-hidden className="size-[1.125rem] shrink-0" />
        <span className="max-w-40 truncate max-wide:hidden">{name}</span>
      </button>
      <div
        id={id}
        popover="auto"
        role="dialog"
        aria-label={t('title')}
        className="fixed inset-auto end-3 top-13 m-0 w-[min(19rem,calc(100vw-1.5rem))] rounded-card border border-edge bg-sheet p-3 text-ink shadow-lg shadow-shade open:flex open:flex-col open:gap-2"
      >
        {isPerson ? (
          <div className="flex flex-col gap-1 px-2 pt-1">
            <p className="font-medium">{name}</p>
            <p className="flex flex-wrap items-center gap-2 text-small text-ink-2">
              {tr(viewer.role)} <TlpLabel tlp={viewer.clearance} />
            </p>
          </div>
        ) : (
          <p className="px-2 pt-1 text-small text-ink-2">{t('nobodyYet')}</p>
        )}
        <ul className="flex flex-col border-t border-line pt-2 wide:hidden">
          {pages.map(({ href, name: page }) => (
            <li key={href}>
              <Link href={href} prefetch={false} className={linkClass}>
                {page}
              </Link>
            </li>
          ))}
        </ul>
        <ul className="flex flex-col border-t border-line pt-2">
          {accountPages(viewer).map(({ href, name }) => (
            <li key={href}>
              <Link href={href} prefetch={false} className={linkClass}>
                {t(name)}
              </Link>
            </li>
          ))}
        </ul>
        {isPerson && (
          <Button isBusy={isBusy} onClick={() => void handleSignOut()}>
            {t('signOut')}
          </Button>
        )}
      </div>
    </>
  );
}
