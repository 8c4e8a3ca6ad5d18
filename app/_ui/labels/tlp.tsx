import { useTranslations } from 'next-intl';
import type { Tlp } from '@/db/model/words';
import './tlp.css';

/** The colours of FIRST TLP 2.0, on black in every theme. */
const colours: Record<Tlp, string> = {
  red: 'text-[#ff2b2b]',
  'amber+strict': 'text-[#ffc000]',
  amber: 'text-[#ffc000]',
  green: 'text-[#33ff00]',
  clear: 'text-[#ffffff]',
};

type TlpProps = {
  tlp: Tlp;
  /** Less high, for lists. */
  isCompact?: boolean;
  /** Hidden on the screen unless it is stricter than the markings that the reader has made silent; always printed. */
  isQuiet?: boolean;
};

/** The marking, with its meaning as a tooltip. */
export function TlpLabel({ tlp, isCompact = false, isQuiet = false }: TlpProps) {
  const t = useTranslations('words.tlps');
  return (
    <span
      data-tip={t(`${tlp}.meaning`)}
      data-quiet-tlp={isQuiet ? tlp : undefined}
      className={`tlp inline-block shrink-0 rounded-mark bg-[#000] px-1.5 font-mono font-bold whitespace-nowrap forced-color-adjust-none ${colours[tlp]} ${
        isCompact ? 'text-[0.625rem] leading-3.5' : 'py-0.5 text-[0.6875rem] leading-4'
      }`}
    >
      TLP:{tlp.toUpperCase()}
    </span>
  );
}
