import { useTranslations } from 'next-intl';
import type { CSSProperties } from 'react';
import './banner.css';

/** Characters that surely fit in a line of the narrowest phone (360 px), and of a window 640 px wide. */
const perLine = { narrow: 36, middle: 72 };

/**
 * How high the banner is, as custom properties of the page: what sticks below it reckons with that (banner.css).
 * Nothing without a banner.
 */
export function bannerSize(banner: string | undefined): CSSProperties | undefined {
  if (banner === undefined) return undefined;
  const lines = (characters: number) => Math.ceil([...banner].length / characters);
  const size: CSSProperties & { '--banner-narrow': number; '--banner-middle': number } = {
    '--banner-narrow': lines(perLine.narrow),
    '--banner-middle': lines(perLine.middle),
  };
  return size;
}

/** What the system may hold, at the head of a page, where it stays, and at its foot; on paper on every sheet. */
export function Banner({ text, at }: { text: string; at: 'head' | 'foot' }) {
  const t = useTranslations('shell.banner');
  return (
    <section aria-label={t(at)} data-banner={at} className="banner">
      <bdi>{text}</bdi>
    </section>
  );
}
