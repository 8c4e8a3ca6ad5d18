import { Time } from '../_ui/labels/time';

/** From when until when a visit or one of its legs is; a single day once. */
export function VisitPeriod({ from, to }: { from: string; to: string }) {
  if (from === to) return <Time moment={from} isFocusable />;
  return (
    <span>
      <Time moment={from} isFocusable /> – <Time moment={to} isFocusable />
    </span>
  );
}
