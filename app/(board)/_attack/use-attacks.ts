'use client';

import { useBoardState } from '../../_live/provider';
import { useOpenRecord } from '../_record/use-open-record';
import { useThreats } from '../_threats/threats-context';

/**
 * Steps through the attacks under way, the gravest first: opens the first, then the next, and after the last closes
 * the record.
 */
export function useAttackStep(): () => void {
  const { all } = useThreats();
  const { active } = useBoardState();
  const { ref, open, close } = useOpenRecord();
  return () => {
    const attacks = all.flatMap(({ incidents }) => incidents.flatMap((id) => active.get(id)?.ref ?? []));
    const refs = [...new Set(attacks)];
    const at = ref === null ? -1 : refs.indexOf(ref);
    const next = refs[at + 1];
    if (next !== undefined) open(next);
    else if (at >= 0) close();
  };
}
