import { useTimeZone, useTranslations } from 'next-intl';
import { useViewer } from '../../_session/viewer';
import { notify } from '../../_ui/overlays/notices';
import { useLogging } from './log-context';

/** The reference of the record that is open, as a page or beside a list; null if there is none. */
export function shownRef(): string | null {
  const [, ref] = /^\/events\/([^/]+)$/.exec(location.pathname) ?? [];
  return ref ?? new URLSearchParams(location.search).get('event');
}

/** Opens the form for another record like the one with this reference. */
export function useLogLike(): (ref: string | null) => void {
  const t = useTranslations('shell.like');
  const timeZone = useTimeZone() ?? 'UTC';
  const clearance = useViewer()?.clearance ?? 'clear';
  const { openLike } = useLogging();

  async function open(ref: string): Promise<void> {
    try {
      const { fetchLike } = await import('../../events/_form/like/fetch-like');
      const like = await fetchLike(ref, { timeZone, clearance });
      if (like) openLike(like);
      else notify(t('gone', { ref }), { isError: true });
    } catch {
      notify(t('failed', { ref }), { isError: true });
    }
  }

  return (ref) => {
    if (ref === null) notify(t('none'));
    else void open(ref);
  };
}
