import { useTranslations } from 'next-intl';
import type { Source } from '@/db/model/event/event';
import { evidenceOf, evidenceStrengths } from '@/db/model/event/evidence';

type EvidenceLabelProps = {
  sources: readonly Pick<
    Source,
    'publisher' | 'origin' | 'publisherFamily' | 'reliability' | 'credibility'
  >[];
  /** "fair" instead of "fair evidence", where there is little space. */
  isShort?: boolean;
};

/** The strength of evidence of a record: bars and a word, with what it rests on as a tooltip. */
export function EvidenceLabel({ sources, isShort = false }: EvidenceLabelProps) {
  const t = useTranslations('words.evidenceStrengths');
  const common = useTranslations('common');
  const { strength, origins, unchecked } = evidenceOf(sources);
  const word = t(`${strength}.word`);
  const basis = common('evidenceBasis', { origins, unchecked });
  const tip = sources.length === 0 ? word : isShort ? `${word}: ${basis}` : basis;
  return (
    <span
      data-tip={tip}
      data-evidence={strength}
      className="inline-flex items-center gap-1 whitespace-nowrap"
    >
      <EvidenceMark bars={evidenceStrengths.indexOf(strength)} />
      {isShort ? t(`${strength}.short`) : word}
      <span className="sr-only"> ({tip})</span>
    </span>
  );
}

/** Three bars, as many of them filled as the evidence is strong. */
function EvidenceMark({ bars }: { bars: number }) {
  return (
    <svg aria-hidden viewBox="0 0 14 14" className="size-[0.875em] shrink-0" stroke="currentColor">
      {[5, 8, 11].map((height, index) => (
        <rect
          key={height}
          x={1 + index * 4.5}
          y={12.5 - height}
          width="3"
          height={height}
          fill={index < bars ? 'currentColor' : 'none'}
          strokeOpacity={index < bars ? 1 : 0.6}
        />
      ))}
    </svg>
  );
}
