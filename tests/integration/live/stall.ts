import { connect, createServer, type Socket } from 'node:net';

/** About 250 KB, so that a few dozen fill every buffer between server and viewer. */
export const bulk = {
  sources: Array.from({ length: 50 }, (_, index) => ({
    publisher: `Paper ${index}`,
    quote: 'word '.repeat(999),
  })),
};
export const letters = Array.from({ length: 60 }, (_, index) => `Letter ${index}`);

/** A proxy between a viewer and the server that can be stalled or cut. */
export async function openNetwork(to: string) {
  const { hostname, port } = new URL(to);
  const sockets = new Set<Socket>();
  const fromServer = new Set<Socket>();
  let isStalled = false;
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => sockets.delete(socket));
    }
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
    near.pipe(far);
    far.on('data', (chunk) => near.write(chunk));
    if (isStalled) far.pause();
    fromServer.add(far);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    /** Holds back what the server sends, without closing any connection. */
    stall() {
      isStalled = true;
      for (const socket of fromServer) socket.pause();
    },
    flow() {
      isStalled = false;
      for (const socket of fromServer) socket.resume();
    },
    cut() {
      for (const socket of sockets) socket.destroy();
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
