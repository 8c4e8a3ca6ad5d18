import { useTranslations } from 'next-intl';
import type { AuditEntry } from '@/db/model/access/account';
import { displayedScopes } from '@/db/model/access/key-scopes';
import { keyScopes, refusalKinds, roles, tlps } from '@/db/model/words';
import { useFormats } from '../../_i18n/use-formats';

type Detail = { name: string; value: string };
type Details = Readonly<Record<string, unknown>>;

const named = [
  'email',
  'name',
  'role',
  'clearance',
  'isSuspended',
  'scope',
  'scopes',
  'expiresAt',
  'address',
  'ended',
  'version',
  'kind',
  'count',
  'addresses',
  'others',
  'format',
  'filter',
  'type',
] as const;

/** The details of an entry as text; for a change the old and new values. Unknown values are shown as they are. */
export function useDetails(): (item: AuditEntry) => Detail[] {
  const t = useTranslations('admin.audit.details');
  const words = useTranslations('words.roles');
  const scopes = useTranslations('admin.keys.scopes');
  const refusals = useTranslations('admin.audit.refusals');
  const rows = useTranslations('admin.audit');
  const yesNo = useTranslations('event.values');
  const { moment, number } = useFormats();

  function say(key: string, value: unknown): string {
    if (key === 'role') {
      const role = roles.find((one) => one === value);
      if (role) return words(role);
    }
    if (key === 'scope') {
      const scope = keyScopes.find((one) => one === value);
      if (scope) return scopes(scope);
    }
    if (key === 'scopes' && Array.isArray(value)) {
      return displayedScopes(keyScopes.filter((one) => value.includes(one)))
        .map((one) => scopes(one))
        .join(', ');
    }
    if (key === 'kind') {
      const kind = refusalKinds.find((one) => one === value);
      if (kind) return refusals(kind);
    }
    if (key === 'type' && (value === 'account' || value === 'all')) return rows(value);
    if (key === 'addresses' && isDetails(value)) {
      return Object.entries(value)
        .map(([address, count]) => `${address} × ${count}`)
        .join(', ');
    }
    if (key === 'clearance' && tlps.some((one) => one === value)) return `TLP:${String(value).toUpperCase()}`;
    if (key === 'expiresAt' && typeof value === 'string') return moment(value);
    if (typeof value === 'boolean') return value ? yesNo('yes') : yesNo('no');
    if (typeof value === 'number') return number(value);
    return typeof value === 'string' ? value : JSON.stringify(value);
  }

  function nameOf(key: string): string {
    const known = named.find((one) => one === key);
    return known ? t(known) : key;
  }

  return ({ details, subject }) => {
    const { before, after, ...plain } = details;
    if (isDetails(before) && isDetails(after)) {
      return Object.keys(after)
        .filter((key) => before[key] !== after[key])
        .map((key) => ({ name: nameOf(key), value: `${say(key, before[key])} → ${say(key, after[key])}` }));
    }
    return Object.entries(plain)
      .filter(([key, value]) => value !== null && value !== 0 && !isSaid(key, value, subject))
      .map(([key, value]) => ({ name: nameOf(key), value: say(key, value) }));
  };
}

/** Omits the name shown beside the action, and version 1, which "logged" implies. */
function isSaid(key: string, value: unknown, subject: string | null): boolean {
  return (key === 'name' && value === subject) || (key === 'version' && value === 1);
}

function isDetails(value: unknown): value is Details {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
