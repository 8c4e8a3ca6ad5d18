import { request } from 'node:http';

/** The response to a WebSocket upgrade request. */
export function fetchUpgrade(url: string, origin: string | null): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const upgrade = request(`${url}/socket.io/?EIO=4&transport=websocket`, {
      headers: {
        Connection: 'Upgrade',
        Upgrade: 'websocket',
        'Sec-WebSocket-Version': '13',
        'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
        ...(origin === null ? {} : { Origin: origin }),
      },
    });
    upgrade.on('upgrade', (response, socket) => {
      socket.destroy();
      resolve({ status: response.statusCode ?? 0, body: '' });
    });
    upgrade.on('response', (response) => {
      let body = '';
      response.on('data', (chunk) => {
        body += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    });
    upgrade.on('error', reject);
    upgrade.end();
  });
}
