import type { Page } from '@playwright/test';

/**
 * Has each `goto` and `reload` of the page wait until its scripts run. Before that a click is lost, a form is inert, and
 * axe, which reads nothing that is inert, finds no heading.
 */
export function waitForScripts(page: Page): void {
  const { goto, reload } = page;
  page.goto = async (...args) => {
    const response = await goto.apply(page, args);
    await untilScriptsRun(page);
    return response;
  };
  page.reload = async (...args) => {
    const response = await reload.apply(page, args);
    await untilScriptsRun(page);
    return response;
  };
}

/** Waits until React has taken over the document that the server sent; answers of the API have none. */
export async function untilScriptsRun(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    if (document.querySelector('script[src*="/_next/"]') === null) return true;
    const field = (of: unknown, name: string): unknown =>
      typeof of === 'object' && of !== null ? Reflect.get(of, name) : undefined;
    // React tells nobody that it is done, so this reads what it keeps at the document.
    const container = Object.keys(document).find((name) => name.startsWith('__reactContainer$'));
    if (container === undefined) return false;
    const root = field(field(field(document, container), 'stateNode'), 'current');
    const isDehydrated = field(field(root, 'memoizedState'), 'isDehydrated');
    return isDehydrated === false && document.querySelector('form[inert]') === null;
  });
}
