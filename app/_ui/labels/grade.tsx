import { useTranslations } from 'next-intl';
import { credibilities, reliabilities } from '@/db/model/words';

/** "B2": the Admiralty grade, with its meaning as a tooltip and for assistive technology. */
export function GradeLabel({ grade }: { grade: string }) {
  const t = useTranslations('words');
  const reliability = reliabilities.find((one) => one === grade[0]) ?? 'F';
  const credibility = credibilities.find((one) => String(one) === grade[1]) ?? 6;
  const meaning = `${t(`reliabilities.${reliability}`)}; ${t(`credibilities.${credibility}`)}`;
  return (
    <span data-tip={meaning} className="whitespace-nowrap">
      <b className="font-bold text-ink">{grade}</b>
      <span className="sr-only"> ({meaning})</span>
    </span>
  );
}
