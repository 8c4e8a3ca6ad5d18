'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useOnce } from '../../_api/use-once';
import type { Outcome } from '../../_api/write';
import { type Problem, problemOf } from './problems';

type Refusal = { fields: ReadonlyMap<string, Problem>; whole: Problem | null };
const none: Refusal = { fields: new Map(), whole: null };

/**
 * Sends one write request at a time and translates its errors: at the field if the form has it (`fields`), otherwise
 * for the whole form.
 */
export function useSend(fields: readonly string[] = []) {
  const t = useTranslations('admin.problems');
  const { once, isBusy } = useOnce();
  const [refusal, setRefusal] = useState(none);
  const words = ({ problem, max = 0, detail = '' }: Problem) => t(problem, { max, detail });

  async function send<T>(request: () => Promise<Outcome<T>>): Promise<Outcome<T> | null> {
    return once(async () => {
      setRefusal(none);
      const outcome = await request();
      setRefusal(refusalOf(outcome, fields));
      return outcome;
    });
  }

  return {
    isBusy,
    send,
    trouble: refusal.whole && words(refusal.whole),
    errorAt(path: string): string | null {
      const found = refusal.fields.get(path);
      return found ? words(found) : null;
    },
  };
}

function refusalOf(outcome: Outcome<unknown>, fields: readonly string[]): Refusal {
  if (outcome.is === 'gone' || outcome.is === 'unreachable') {
    return { fields: new Map(), whole: { problem: outcome.is } };
  }
  if (outcome.is !== 'refused') return none;
  const { errors, detail, code, params } = outcome;
  const here = errors.filter(({ path }) => fields.includes(path));
  const [elsewhere] = errors.filter(({ path }) => !fields.includes(path));
  return {
    fields: new Map(here.map((one) => [one.path, problemOf(one)])),
    whole: here.length > 0 && !elsewhere ? null : problemOf(elsewhere ?? { code, params, message: detail }),
  };
}
