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
  /**
   * In lists: shown only where it is stricter than the reader's setting says (tlp.css), and always in print. Elsewhere
   * the marking is always shown.
   */
  isQuiet?: boolean;
};

/** The marking as FIRST writes it, with its meaning as a tooltip. */
export function TlpLabel({ tlp, isQuiet = false }: TlpProps) {
  const t = useTranslations('words.tlps');
  return (
    <span
      data-tip={t(`${tlp}.meaning`)}
      data-quiet-tlp={isQuiet ? tlp : undefined}
      className={`tlp inline-block shrink-0 rounded-mark bg-[#000] px-1 font-mono text-mark font-bold whitespace-nowrap forced-color-adjust-none ${colours[tlp]}`}
    >
      TLP:{tlp.toUpperCase()}
    </span>
  );
}
