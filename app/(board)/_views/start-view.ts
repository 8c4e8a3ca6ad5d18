import { readCookie, setPreferenceCookie } from '../../_i18n/cookie';
import { noView } from './opened-view';

/**
 * The id of the view that the board opens with for this person, in the value of the cookie; null if it opens with all
 * records. On a machine that several people use, nobody starts with the filter of somebody else.
 */
export function startViewOf(cookie: string | null | undefined, viewer: string): string | null {
  const [person, view] = cookie?.split('.') ?? [];
  return person === viewer && view ? view : null;
}

/** The id of the view that the board opens with for this person in this browser. */
export function startView(viewer: string): string | null {
  return startViewOf(readCookie(document.cookie, 'view'), viewer);
}

export function setStartView(viewer: string, id: string | null): void {
  setPreferenceCookie('view', id === null ? null : `${viewer}.${id}`);
}

/** A page with all records. An address without parameters would open the start view. */
export function pathOfAll(viewer: string, page: string): string {
  return startView(viewer) === null ? page : `${page}?view=${noView}`;
}
