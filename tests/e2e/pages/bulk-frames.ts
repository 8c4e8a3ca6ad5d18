import type { Page } from '@playwright/test';

/**
 * Makes the socket send one `refetch` in place of all that its frames contain, as the server does for an import, a
 * bulk change or an undo. Call it before the page is opened; `isOn` is asked for each frame.
 */
export async function sendFramesAsRefetch(page: Page, isOn: () => boolean): Promise<void> {
  await page.routeWebSocket(/socket\.io/, (socket) => {
    const server = socket.connectToServer();
    server.onMessage((message) => {
      const isFrame = typeof message === 'string' && message.startsWith('42["frame",');
      socket.send(isFrame && isOn() ? withRefetch(message) : message);
    });
  });
}

function withRefetch(message: string): string {
  const [name, frame] = JSON.parse(message.slice(2));
  if (frame.items.length === 0) return message;
  return `42${JSON.stringify([name, { ...frame, items: [{ op: 'refetch', types: ['event'] }] }])}`;
}
