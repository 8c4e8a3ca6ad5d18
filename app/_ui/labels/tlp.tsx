import { useTranslations } from 'next-intl';
import type { Tlp } from '@/db/model/words';

/** The colours of FIRST TLP 2.0, on black in every theme. */
const colours: Record<Tlp, string> = {
  red: 'text-[#ff2b2b]',
  'amber+strict': 'text-[#ffc000]',
  amber: 'text-[#ffc000]',
  green: 'text-[#33ff00]',
  clear: 'text-[#ffffff]',
};

/** The marking, with its meaning as a tooltip. `isCompact` reduces its height, for the band. */
export function TlpLabel({ tlp, isCompact = false }: { tlp: Tlp; isCompact?: boolean }) {
  const t = useTranslations('words.tlps');
  return (
    <span
      data-tip={t(`${tlp}.meaning`)}
      className={`inline-block shrink-0 rounded-mark bg-[#000] px-1.5 font-mono text-[0.6875rem] font-bold whitespace-nowrap forced-color-adjust-none ${colours[tlp]} ${
        isCompact ? 'leading-3.5' : 'py-0.5 leading-4'
      }`}
    >
      TLP:{tlp.toUpperCase()}
    </span>
  );
}
