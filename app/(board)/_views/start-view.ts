import { readCookie, setPreferenceCookie } from '../../_i18n/cookie';

/** The id of the view that the board opens with in this browser; null if it opens with all records. */
export function startView(): string | null {
  return readCookie(document.cookie, 'view');
}

export function hasStartView(): boolean {
  return startView() !== null;
}

export function setStartView(id: string | null): void {
  setPreferenceCookie('view', id);
}
