'use client';

import { Autocomplete } from '@base-ui/react/autocomplete';
import type { Target } from './target';

/** One line of the palette: a mark, what it is, and at the end what tells it from others. */
export function PaletteOption({ target, onChoose }: { target: Target; onChoose: () => void }) {
  const { group, mark, content, label, about } = target;
  return (
    <Autocomplete.Item
      value={target}
      onClick={onChoose}
      className="flex min-h-9 cursor-pointer items-center gap-2.5 px-4 py-1 outline-none data-highlighted:bg-raise data-highlighted:shadow-[inset_2px_0_0_var(--focus)] forced-colors:data-highlighted:bg-[Highlight] forced-colors:data-highlighted:text-[HighlightText] pointer-coarse:min-h-11"
    >
      {mark && <span className="flex w-5 shrink-0 justify-center">{mark}</span>}
      <span className="min-w-0 grow truncate">{content ?? label}</span>
      {about && (
        <span
          className={`max-w-[40%] truncate text-small text-ink-2 ${group === 'events' ? 'shrink-0 font-mono' : 'min-w-0 shrink-[8]'}`}
        >
          {about}
        </span>
      )}
    </Autocomplete.Item>
  );
}
