import type { Server } from 'node:http';

/** Listens on a free port of loopback, and prints the address. */
export function listenAndReport(server: Server): void {
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    process.stdout.write(`The bare server is at http://127.0.0.1:${port}\n`);
  });
}
