import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import { getLocale, getNow, getTimeZone, getTranslations } from 'next-intl/server';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import type { ReactNode } from 'react';
import { themeOf } from '@/db/model/themes';
import { getRuntime } from '@/server/runtime';
import { ConnectionWatch } from './_connection/connection-watch';
import { ClientMessages } from './_i18n/client-messages';
import { NowProvider } from './_i18n/now';
import { ZoneCookie } from './_i18n/zone-cookie';
import { PreloadComponents } from './_lazy/preload-components';
import { readViewer } from './_session/read-viewer';
import { SessionWatch } from './_session/session-watch';
import { ViewerProvider } from './_session/viewer';
import { LogProvider } from './_shell/_log/log-context';
import { Toasts } from './_shell/_notices/toast';
import { PrintFrame } from './_shell/_print/print-frame';
import { Shortcuts } from './_shell/_shortcuts/shortcuts';
import { Banner, bannerSize } from './_shell/banner';
import { SkipLink } from './_shell/skip-link';
import { listAttribute } from './_ui/list-settings';
import { TipLayer } from './_ui/overlays/tip-layer';
import { LogOverlay } from './events/_log/log-overlay';
import { UndoNotices } from './events/_undo/undo-notices';
import './globals.css';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('shell');
  return {
    description: t('description'),
    icons: { icon: '/icon.svg', apple: '/icon-180.png' },
    manifest: '/manifest.webmanifest',
    robots: { index: false, follow: false },
    formatDetection: { telephone: false, date: false, address: false, email: false },
  };
}

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#151b21' },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [locale, timeZone, now, jar, t] = await Promise.all([
    getLocale(),
    getTimeZone(),
    getNow(),
    cookies(),
    getTranslations('shell'),
  ]);
  const theme = themeOf(jar.get('theme')?.value);
  const viewer = await readViewer();
  // A wall display has nobody at the keyboard.
  const person = viewer?.kind === 'key' ? null : viewer;
  const { banner } = getRuntime();
  const script = locale === 'ru' ? 'cyrillic' : 'latin';

  return (
    // The theme is a cookie, so the first paint needs no script; "system" is left to the style sheet.
    <html
      lang={locale}
      dir="ltr"
      data-theme={theme === 'system' ? undefined : theme}
      data-density={listAttribute('density', jar.get('density')?.value)}
      data-markings={listAttribute('markings', jar.get('markings')?.value)}
      style={bannerSize(banner)}
    >
      <body>
        <link
          rel="preload"
          as="font"
          type="font/woff2"
          href={`/fonts/ibm-plex-sans-${script}-wght-normal.woff2`}
          crossOrigin=""
        />
        <SkipLink to="content">{t('skip')}</SkipLink>
        {banner && <Banner text={banner} at="head" />}
        <ClientMessages>
          <NowProvider now={now}>
            <ViewerProvider viewer={viewer}>
              <LogProvider>
                <NuqsAdapter>{children}</NuqsAdapter>
                {person && <LogOverlay />}
                {person && <Shortcuts />}
              </LogProvider>
              {person && <PreloadComponents />}
              <ConnectionWatch />
              <ZoneCookie shown={viewer && timeZone} />
              <SessionWatch />
              <Toasts />
              {person && <UndoNotices />}
              <TipLayer />
              {person && <PrintFrame />}
            </ViewerProvider>
          </NowProvider>
        </ClientMessages>
        {banner && <Banner text={banner} at="foot" />}
      </body>
    </html>
  );
}
