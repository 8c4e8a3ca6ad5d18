'use client';

import { useTranslations } from 'next-intl';
import { useFieldName } from '../_names/field-name';
import { idOf, useProblemMessage } from './state/form-context';
import type { FieldProblem } from './state/problems';

/** Focuses a field's control, or the nearest control that contains it, and opens collapsed sections around it. */
export function focusField(path: string): void {
  const element = reachableField(path);
  element?.focus();
  element?.scrollIntoView({ block: 'center' });
}

/** The same control, with its sections opened. */
export function reachableField(path: string): HTMLElement | null {
  const segments = path.split('.');
  for (let length = segments.length; length > 0; length -= 1) {
    const element = document.getElementById(idOf(segments.slice(0, length).join('.')));
    if (!element) continue;
    for (let fold = element.closest('details'); fold; fold = fold.parentElement?.closest('details') ?? null) {
      fold.open = true;
    }
    return element;
  }
  return null;
}

/** All problems, each linked to its field; announced when they appear. */
export function ErrorSummary({ problems }: { problems: readonly FieldProblem[] }) {
  const t = useTranslations('form');
  const nameOf = useFieldName();
  const words = useProblemMessage();
  return (
    <div role="alert" className="empty:sr-only">
      {problems.length > 0 && (
        <div className="flex flex-col gap-2 rounded-card border border-amber bg-amber-ground p-4">
          <p className="font-medium">{t('errors', { count: problems.length })}</p>
          <ul className="flex flex-col gap-1">
            {problems.map((problem) => (
              <li key={problem.path}>
                <a
                  href={`#${idOf(problem.path)}`}
                  onClick={(event) => {
                    event.preventDefault();
                    focusField(problem.path);
                  }}
                  className="inline-flex min-h-6 items-center underline underline-offset-2"
                >
                  {nameOf(problem.path)}: {words(problem)}
                </a>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
