'use client';

import { Settings2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { type ReactNode, useId, useRef, useState } from 'react';
import { localeNames, locales } from '@/db/model/locales';
import { type Theme, themes } from '@/db/model/themes';
import { setPreferenceCookie } from '../_i18n/cookie';
import { useNow } from '../_i18n/now';
import { useFormats } from '../_i18n/use-formats';
import { createLazyComponent } from '../_lazy/lazy-component';
import { Button, IconButton } from '../_ui/button';
import { Checkbox } from '../_ui/inputs/checkbox';
import { Segmented } from '../_ui/inputs/segmented';
import type { ClockPlace } from './_clocks/clock-places';
import { setShortcutsOn, useShortcutsOn } from './_shortcuts/shortcut-setting';
import { setTheme, useTheme } from './theme-setting';

const ClockDialog = createLazyComponent(() => import('./_clocks/clock-dialog'));

type PreferencesProps = {
  theme: Theme;
  /** The pinned clocks; undefined if the user is not signed in. */
  clocks?: readonly ClockPlace[];
  /** Whether the page shows times; their time zone is then named. */
  hasTimes?: boolean;
  /** Preferences added by the page. */
  children?: ReactNode;
};

/** Language, theme, shortcuts and clocks, in a native popover. */
export function Preferences({ theme: kept, clocks, hasTimes = true, children }: PreferencesProps) {
  const t = useTranslations('shell.preferences');
  const id = useId();
  const router = useRouter();
  // Switches at once; the words follow when the server has sent them.
  const [language, setLanguage] = useState(useLocale());
  const { timeZone, zone } = useFormats();
  const now = useNow();
  const theme = useTheme(kept);
  const offset = zone(now);
  const zoneWords = timeZone === offset ? offset : `${timeZone.replaceAll('_', ' ')} (${offset})`;
  const hasShortcuts = useShortcutsOn();
  const popover = useRef<HTMLDivElement>(null);
  const [isChoosing, setChoosing] = useState(false);

  return (
    <>
      <IconButton
        label={t('title')}
        icon={<Settings2 aria-hidden className="size-[1.125rem]" />}
        popoverTarget={id}
      />
      <div
        ref={popover}
        id={id}
        popover="auto"
        role="dialog"
        aria-label={t('title')}
        className="fixed inset-auto end-3 top-13 m-0 w-[min(23rem,calc(100vw-1.5rem))] rounded-card border border-edge bg-sheet p-4 text-ink shadow-lg shadow-shade open:flex open:flex-col open:gap-4"
      >
        <Part title={t('language')}>
          <Segmented
            label={t('language')}
            choices={locales.map((value) => ({
              value,
              label: <span lang={value}>{localeNames[value]}</span>,
            }))}
            value={language}
            onChange={(next) => {
              if (next === null) return;
              setLanguage(next);
              setPreferenceCookie('locale', next);
              router.refresh();
            }}
          />
        </Part>
        <Part title={t('theme')}>
          <Segmented
            label={t('theme')}
            choices={themes.map((value) => ({ value, label: t(value) }))}
            value={theme}
            onChange={(next) => setTheme(next ?? 'system')}
          />
        </Part>
        <Checkbox isChecked={hasShortcuts} onChange={setShortcutsOn}>
          {t('shortcuts')}
        </Checkbox>
        {clocks && (
          <Button
            size="small"
            className="self-start"
            onClick={() => {
              popover.current?.hidePopover();
              setChoosing(true);
            }}
          >
            {t('clocks')}
          </Button>
        )}
        {children}
        {hasTimes && <p className="text-small text-ink-2">{t('zone', { zone: zoneWords })}</p>}
      </div>
      {clocks && isChoosing && <ClockDialog pinned={clocks} onClose={() => setChoosing(false)} />}
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-1.5">
      <p aria-hidden className="text-small font-medium text-ink-2">
        {title}
      </p>
      {children}
    </div>
  );
}
