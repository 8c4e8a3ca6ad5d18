import { count, eq } from 'drizzle-orm';
import { newUuid } from '../../ids';
import type { DisplayLink, DisplayLinkInput, OpenedDisplay } from '../../model/access/display-link';
import type { Principal } from '../../model/access/principal';
import { decideDisplay, decideDisplayOpening, decideDisplayRenewal } from '../../rules/access/displays';
import { decideKeyAct } from '../../rules/access/keys';
import { accept } from '../../rules/decision';
import type { DisplaySecret, LinkToken } from '../../store-accounts';
import type { Db } from '../client';
import { appendAccountChange } from '../journal/account-journal';
import type { JournalTable } from '../journal/journal';
import { findOwnedKey, selectDisplays } from '../queries/access/account-rows';
import { apiKeys } from '../schema/accounts';
import { principals } from '../schema/reference';
import { requireFound } from './requirements';

/** The commands on wall displays. A display is a key whose secret only the browser that opened its link has. */
export function createDisplayCommands(db: Db, journal: JournalTable) {
  const read = (id: string) => requireFound(selectDisplays(db, eq(apiKeys.id, id), 1)[0], 'display').display;

  function createDisplayLink(
    by: Principal,
    input: DisplayLinkInput,
    link: LinkToken,
    unusable: DisplaySecret,
  ): DisplayLink {
    const [id, now] = [newUuid(), Date.now()];
    const keyCount = db.select({ n: count() }).from(apiKeys).where(eq(apiKeys.ownerId, by.id)).get()?.n ?? 0;
    const decision = accept(decideDisplay(by, id, input, now, { keyCount }));
    db.insert(principals).values(decision.principal).run();
    db.insert(apiKeys)
      .values({
        ...decision.key,
        createdAt: now,
        ...unusable,
        linkHash: link.hash,
        linkExpiresAt: link.expiresAt,
      })
      .run();
    appendAccountChange(journal, by, decision.entry);
    return read(id);
  }

  /** Gives a display another link. The browser that has it now keeps it until somebody opens the new link. */
  function renewDisplayLink(by: Principal, id: string, link: LinkToken): DisplayLink {
    const display = findOwnedKey(db, id, 'display');
    const entry = accept(decideDisplayRenewal(by, display, Date.now()));
    db.update(apiKeys)
      .set({ linkHash: link.hash, linkExpiresAt: link.expiresAt, openedAt: null })
      .where(eq(apiKeys.id, id))
      .run();
    appendAccountChange(journal, by, entry);
    return read(id);
  }

  function openDisplayLink(
    by: Principal,
    linkHash: string,
    secret: DisplaySecret,
    now: number,
  ): (OpenedDisplay & { expiresAt: number }) | null {
    const row = db.select().from(apiKeys).where(eq(apiKeys.linkHash, linkHash)).get();
    const entry = decideDisplayOpening(row, now);
    if (!entry) return null;
    db.update(apiKeys)
      .set({ ...secret, linkHash: null, linkExpiresAt: null, openedAt: now })
      .where(eq(apiKeys.id, entry.accountId))
      .run();
    appendAccountChange(journal, by, entry);
    const { name, clearance, view, locale, theme, expiresAt } = read(entry.accountId);
    return { name, clearance, view, locale, theme, expiresAt: Date.parse(expiresAt) };
  }

  function revokeDisplayLink(by: Principal, id: string): void {
    const entry = accept(decideKeyAct(by, findOwnedKey(db, id, 'display'), 'revoked-display'));
    db.delete(apiKeys).where(eq(apiKeys.id, id)).run();
    appendAccountChange(journal, by, entry);
  }

  return { createDisplayLink, renewDisplayLink, openDisplayLink, revokeDisplayLink };
}
