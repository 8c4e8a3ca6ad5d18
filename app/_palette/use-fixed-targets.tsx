'use client';

import { Search } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { localeNames, locales } from '@/db/model/locales';
import { countryCodes } from '@/db/model/places/countries';
import { themes } from '@/db/model/themes';
import { setPreferenceCookie } from '../_i18n/cookie';
import { useFormats } from '../_i18n/use-formats';
import { pathOfCountry } from '../_records/paths';
import { signOut } from '../_session/sign-out';
import { useMayWrite, useViewer } from '../_session/viewer';
import { useLogging } from '../_shell/_log/log-context';
import { shownRef, useLogLike } from '../_shell/_log/use-log-like';
import { accountPages } from '../_shell/account-pages';
import { usePages } from '../_shell/nav';
import { setTheme } from '../_shell/theme-setting';
import { Flag } from '../_ui/labels/flag';
import { listSettings } from '../_ui/list-settings';
import { notify } from '../_ui/overlays/notices';
import { useListSetting } from '../_ui/use-list-setting';
import { clearBoardFilters } from '../(board)/_filters/clear-filters';
import { findMergeTarget } from '../events/_merge/merge-request';
import type { Target } from './target';

/** What needs no search: actions, pages, and countries. `typed` is offered as words to search the board for. */
export function useFixedTargets(onHelp: () => void): (typed: string) => Target[] {
  const actions = useActions(onHelp);
  const pages = usePageTargets();
  const countries = useCountryTargets();
  const searchFor = useBoardSearch();
  return (typed) => [...actions, ...pages, ...countries, ...searchFor(typed)];
}

function useActions(onHelp: () => void): Target[] {
  const t = useTranslations('shell');
  const router = useRouter();
  const viewer = useViewer();
  const mayWrite = useMayWrite();
  const { open } = useLogging();
  const logLike = useLogLike();
  const shown = shownRef();
  const [, setDensity] = useListSetting('density');
  const action = (name: string, label: string, run: () => void, isHere = false): Target => ({
    key: `action:${name}`,
    group: 'actions',
    label,
    isHere,
    run,
  });
  const go = (path: string) => () => router.push(path);
  const leave = async () => {
    if (!(await signOut())) notify(t('account.failed'), { isError: true });
  };
  const merge = findMergeTarget();
  const mergeShown =
    merge === null ? [] : [action('merge', t('palette.merge', { ref: merge.ref }), merge.open)];
  const likeShown =
    shown === null ? [] : [action('log-like', `${t('like.action')}: ${shown}`, () => logLike(shown))];
  return [
    ...(mayWrite
      ? [
          action('log-threat', t('logThreat'), () => open('threat')),
          action('log-incident', t('logIncident'), () => open('incident')),
          ...mergeShown,
          ...likeShown,
          action('add-mission', t('palette.addMission'), go('/missions/new')),
          action('add-actor', t('palette.addActor'), go('/actors/new')),
          action('add-visit', t('palette.addVisit'), go('/visits/new')),
        ]
      : []),
    action('ongoing', t('palette.ongoing'), go('/?phase=ongoing')),
    action('current', t('palette.current'), go('/?status=current')),
    action('lapsed', t('palette.lapsed'), go('/?status=lapsed')),
    action('clear-filters', t('palette.clearFilters'), clearBoardFilters, true),
    ...themes.map((theme) =>
      action(
        `theme-${theme}`,
        `${t('preferences.theme')}: ${t(`preferences.${theme}`)}`,
        () => setTheme(theme),
        true,
      ),
    ),
    ...listSettings.density.values.map((density) =>
      action(`density-${density}`, t(`palette.${density}`), () => setDensity(density), true),
    ),
    ...locales.map((locale) =>
      action(
        `language-${locale}`,
        `${t('preferences.language')}: ${localeNames[locale]}`,
        () => {
          setPreferenceCookie('locale', locale);
          router.refresh();
        },
        true,
      ),
    ),
    action('help', t('help.title'), onHelp),
    ...(viewer?.kind === 'person' ? [action('sign-out', t('account.signOut'), () => void leave())] : []),
  ];
}

function usePageTargets(): Target[] {
  const t = useTranslations('shell');
  const router = useRouter();
  const viewer = useViewer();
  const pages = usePages();
  const own = viewer
    ? accountPages(viewer).map(({ href, name }) => ({ href, name: t(`account.${name}`) }))
    : [];
  return [
    ...pages,
    { href: briefPath(), name: t('palette.brief') },
    { href: '/wall', name: t('palette.wall') },
    ...own,
  ].map(({ href, name }) => ({
    key: `page:${href}`,
    group: 'pages',
    label: name,
    run: () => router.push(href),
  }));
}

/** The brief of the filter in the address of the board, or of all records. */
function briefPath(): string {
  const { pathname, search } = window.location;
  return pathname === '/' ? `/brief${search}` : '/brief';
}

function useCountryTargets(): Target[] {
  const t = useTranslations('shell.palette');
  const router = useRouter();
  const { country: nameOf } = useFormats();
  return countryCodes.flatMap((code) => {
    const name = nameOf(code);
    const target = (key: string, label: string, path: string) => ({
      ...marked(code),
      key,
      label,
      run: () => router.push(path),
    });
    return [
      target(`country:${code}`, name, pathOfCountry(code)),
      target(`only:${code}`, t('only', { country: name }), `/?targeted=${code}`),
    ];
  });
}

function marked(country: string): Pick<Target, 'group' | 'mark'> {
  return { group: 'countries', mark: <Flag country={country} size="small" /> };
}

function useBoardSearch(): (typed: string) => Target[] {
  const t = useTranslations('shell.palette');
  const router = useRouter();
  return (typed) => {
    const words = typed.trim();
    if (words === '') return [];
    return [
      {
        key: 'search',
        group: 'events',
        label: t('search', { words }),
        mark: <Search aria-hidden className="size-4 text-ink-2" />,
        run: () => router.push(`/?${new URLSearchParams({ q: words })}`),
      },
    ];
  };
}
