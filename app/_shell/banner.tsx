import { useTranslations } from 'next-intl';
import type { CSSProperties } from 'react';
import './banner.css';

/** Characters that always fit on a line of the narrowest phone (360 px), and of a window 640 px wide. */
const perLine = { narrow: 36, middle: 72 };

/**
 * The banner's number of lines as custom properties, from which banner.css computes its height for the elements that
 * stick below it. Undefined without a banner.
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

/** The highest marking the system may hold, at the sticky head and at the foot of a page; on paper on every sheet. */
export function Banner({ text, at }: { text: string; at: 'head' | 'foot' }) {
  const t = useTranslations('shell.banner');
  return (
    <section aria-label={t(at)} data-banner={at} className="banner">
      <bdi>{text}</bdi>
    </section>
  );
}
