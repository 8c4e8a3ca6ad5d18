'use client';

import { useEffect, useEffectEvent, useState } from 'react';
import type { AppError } from '@/db/model/errors';
import { useRefusalText } from '../../_i18n/problems/use-refusal-text';

/** The sentence of an error that was found in the browser, once its words are loaded. */
export function useRefusalOf(error: AppError | null): string | null {
  const [text, setText] = useState<string | null>(null);
  const textOf = useRefusalText();
  const read = useEffectEvent(async (): Promise<string | null> => {
    if (error === null) return null;
    const { code, params, errors } = error;
    return textOf({
      code,
      params: { ...params },
      errors: errors.map((one) => ({ ...one, params: { ...one.params } })),
    });
  });
  const key = error && JSON.stringify([error.code, error.params, error.errors]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: an equal error is the same.
  useEffect(() => {
    let isWanted = true;
    void read().then((sentence) => isWanted && setText(sentence));
    return () => {
      isWanted = false;
    };
  }, [key]);
  return error === null ? null : text;
}
