'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ApiFieldError } from '../../_api/problem';
import { useOnce } from '../../_api/use-once';
import type { Outcome } from '../../_api/write';
import { useProblemText } from '../../_i18n/problems/use-problem-text';

type ShownError = Pick<ApiFieldError, 'code' | 'params'>;
type Trouble = { fields: ReadonlyMap<string, ShownError>; whole: ShownError | 'gone' | 'unreachable' | null };
const none: Trouble = { fields: new Map(), whole: null };

/**
 * Sends one write request at a time and translates its errors: at the field if the form has it (`fields`), otherwise
 * for the whole form.
 */
export function useSend(fields: readonly string[] = []) {
  const t = useTranslations('admin.problems');
  const { once, isBusy } = useOnce();
  const textOf = useProblemText();
  const [trouble, setTrouble] = useState(none);

  async function send<T>(request: () => Promise<Outcome<T>>): Promise<Outcome<T> | null> {
    return once(async () => {
      setTrouble(none);
      const outcome = await request();
      setTrouble(troubleOf(outcome, fields));
      return outcome;
    });
  }

  function wholeText(whole: Trouble['whole']): string | null {
    if (whole === null || typeof whole === 'string') return whole && t(whole);
    return textOf(whole);
  }

  return {
    isBusy,
    send,
    trouble: wholeText(trouble.whole),
    errorAt(path: string): string | null {
      const found = trouble.fields.get(path);
      return found ? textOf(found) : null;
    },
  };
}

function troubleOf(outcome: Outcome<unknown>, fields: readonly string[]): Trouble {
  if (outcome.is === 'gone' || outcome.is === 'unreachable') {
    return { fields: new Map(), whole: outcome.is };
  }
  if (outcome.is !== 'refused') return none;
  const { errors, code, params } = outcome;
  const here = errors.filter(({ path }) => fields.includes(path));
  const [elsewhere] = errors.filter(({ path }) => !fields.includes(path));
  return {
    fields: new Map(here.map((one) => [one.path, one])),
    whole: here.length > 0 && !elsewhere ? null : (elsewhere ?? { code, params }),
  };
}
