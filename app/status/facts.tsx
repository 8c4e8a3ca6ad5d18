import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Status } from '@/db/model/status';
import { useFormats } from '../_i18n/use-formats';
import { cx } from '../_ui/cx';
import { Time } from '../_ui/labels/time';

/** With less free disk space than this, a backup or the day's records may not fit. */
const minFreeShare = 0.1;

/** The state of the installation; problems are amber and named. */
export function Facts({ status }: { status: Status }) {
  const t = useTranslations('admin.status');
  const { number, date } = useFormats();
  const bytes = useBytes();
  const { version, startedAt, node, backup, disk, database, viewers, waiting, failing } = status;
  const isFull = disk.freeBytes < disk.totalBytes * minFreeShare;
  return (
    <div className="flex flex-col gap-6">
      <p
        role="status"
        className={cx(
          'rounded-card border px-4 py-2.5 font-medium',
          failing.length > 0 ? 'border-amber bg-amber-ground' : 'border-line bg-sheet',
        )}
      >
        {failing.length === 0
          ? t('allWell')
          : t('failing', { parts: failing.map((part) => t(`parts.${part}`)).join(', ') })}
      </p>
      <dl className="border-b border-line">
        <Fact name={t('version')}>{version}</Fact>
        <Fact name={t('startedAt')}>
          <Time moment={startedAt} isFocusable />
        </Fact>
        <Fact name={t('node')} warning={node.isPastEnd ? t('nodeEnded') : null}>
          {node.version}
          {node.supportedUntil !== null && !node.isPastEnd && (
            <span className="text-ink-2">
              {' '}
              {t('nodeUntil', { date: date(new Date(node.supportedUntil)) })}
            </span>
          )}
        </Fact>
        <Fact name={t('backup')} warning={warningOf(backup)}>
          {backup.last && <Time moment={backup.last.at} isFocusable />}
        </Fact>
        <Fact name={t('disk')} warning={isFull ? t('diskLow') : null}>
          {t('diskOf', { free: bytes(disk.freeBytes), total: bytes(disk.totalBytes) })}
        </Fact>
        <Fact name={t('database')}>
          {t('databaseAndLog', { database: bytes(database.bytes), log: bytes(database.walBytes) })}
        </Fact>
        <Fact name={t('viewers')}>{number(viewers)}</Fact>
        <Fact name={t('waiting')}>
          {t('waitingOf', { writes: number(waiting.writer), queries: number(waiting.reader) })}
        </Fact>
      </dl>
    </div>
  );

  function warningOf({ schedule, last }: Status['backup']): string | null {
    if (schedule === null) return t('noSchedule');
    if (last === null) return t('noBackup');
    return last.hasSucceeded ? null : t('backupFailed');
  }
}

function Fact({
  name,
  warning = null,
  children,
}: {
  name: string;
  warning?: string | null;
  children: ReactNode;
}) {
  return (
    <div className="grid gap-x-4 gap-y-0.5 border-t border-line py-2 md:grid-cols-[13rem_minmax(0,1fr)]">
      <dt className="text-ink-2">{name}</dt>
      <dd className="flex flex-wrap gap-x-3 gap-y-0.5">
        {children && <span>{children}</span>}
        {warning !== null && <span className="font-medium text-amber">{warning}</span>}
      </dd>
    </div>
  );
}

/** "12.4 GB" in the user's language, in powers of ten as disks are sold. */
function useBytes(): (bytes: number) => string {
  const format = useFormatter();
  return (bytes) => {
    const [unit, size] = bytes >= 1e9 ? (['gigabyte', 1e9] as const) : (['megabyte', 1e6] as const);
    return format.number(bytes / size, { style: 'unit', unit, maximumFractionDigits: 1 });
  };
}
