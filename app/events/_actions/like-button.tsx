'use client';

import { useTranslations } from 'next-intl';
import { useLogLike } from '../../_shell/_log/use-log-like';
import { Button } from '../../_ui/button';

/** Opens the form for another record like this one. */
export function LikeButton({ eventRef }: { eventRef: string }) {
  const t = useTranslations('shell.like');
  const logLike = useLogLike();
  return (
    <Button size="small" onClick={() => logLike(eventRef)}>
      {t('action')}
    </Button>
  );
}
