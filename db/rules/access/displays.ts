import type { DisplayLink, DisplayLinkInput, DisplaySettings } from '@/db/model/access/display-link';
import type { Principal } from '@/db/model/access/principal';
import { lowerClearance } from '@/db/model/access/rights';
import { isStricter } from '@/db/model/access/visible';
import { failure, invalid, isAppError } from '@/db/model/errors';
import { dayMillis, iso } from '@/db/model/values/moment';
import type { Tlp } from '@/db/model/words';
import type { Decision } from '@/db/rules/decision';
import type { AccessLogEntry } from './access-entry';
import { decideKeyAct, type OwnedKey, refuseMoreKeys } from './keys';

type NewDisplay = {
  principal: { id: string; kind: 'key'; name: string; role: 'viewer'; clearance: Tlp };
  key: {
    id: string;
    ownerId: string;
    scope: 'read';
    readsRed: false;
    expiresAt: number;
    display: DisplaySettings;
  };
  entry: AccessLogEntry;
};

/** Decides a new wall display: a key that only reads, and that never has more rights than its owner. `now` in ms. */
export function decideDisplay(
  by: Principal,
  id: string,
  { name, clearance, days, ...display }: DisplayLinkInput,
  now: number,
  { keyCount }: { keyCount: number },
): Decision<NewDisplay> {
  if (by.kind !== 'person') return failure('display-of-program');
  const tooMany = refuseMoreKeys(keyCount);
  if (tooMany) return tooMany;
  const expiresAt = now + days * dayMillis;
  const effective = lowerClearance(clearance, by.clearance);
  return {
    principal: { id, kind: 'key', name, role: 'viewer', clearance: effective },
    key: { id, ownerId: by.id, scope: 'read', readsRed: false, expiresAt, display },
    entry: {
      what: 'made-display',
      accountId: id,
      // Without its view, which an administrator of a lower clearance may not read.
      details: { name, clearance: effective, expiresAt: iso(expiresAt) },
    },
  };
}

/**
 * A display as this principal may see it. Its view may name what only the owner's clearance reads, such as an actor
 * or words of a title.
 */
export function shownDisplay(who: Principal, display: DisplayLink, ownerClearance: Tlp): DisplayLink {
  const isHidden = display.owner.id !== who.id && isStricter(ownerClearance, who.clearance);
  return isHidden ? { ...display, view: null } : display;
}

type LinkedDisplay = { id: string; expiresAt: number; linkExpiresAt: number | null };

/** Decides the use of a display's link, which works once; null if it is unknown, used or expired. `now` in ms. */
export function decideDisplayOpening(display: LinkedDisplay | undefined, now: number): AccessLogEntry | null {
  const isValid = display && display.expiresAt > now && (display.linkExpiresAt ?? 0) > now;
  return isValid ? { what: 'opened-display', accountId: display.id } : null;
}

/** Decides a further link of a display. `now` in ms. */
export function decideDisplayRenewal(
  by: Principal,
  display: (OwnedKey & { expiresAt: number }) | undefined,
  now: number,
): Decision<AccessLogEntry> {
  const decision = decideKeyAct(by, display, 'renewed-display');
  const isExpired = display !== undefined && display.expiresAt <= now;
  return isAppError(decision) || !isExpired ? decision : invalid('id', 'display-expired');
}
