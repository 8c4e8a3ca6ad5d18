import { cx } from '../cx';

const widths = { small: 18, normal: 20, large: 28 };

type FlagProps = {
  /** ISO 3166-1 alpha-2, or XK, UN, EU, XO. */
  country: string;
  /** The country's name, if it is not shown beside the flag. */
  alt?: string;
  size?: keyof typeof widths;
  className?: string;
};

/** A country's flag as a 4:3 image. Windows has no emoji flags. */
export function Flag({ country, alt = '', size = 'normal', className }: FlagProps) {
  const width = widths[size];
  return (
    // biome-ignore lint/performance/noImgElement: a static SVG gains nothing from the image service
    <img
      src={`/flags/${country.toLowerCase()}.svg`}
      alt={alt}
      title={alt || undefined}
      width={width}
      height={width * 0.75}
      loading="lazy"
      decoding="async"
      className={cx('inline-block shrink-0 rounded-[2px] object-cover outline-1 outline-ink/20', className)}
    />
  );
}
