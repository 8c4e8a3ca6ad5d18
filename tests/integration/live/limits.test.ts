import { once } from 'node:events';
import { get } from 'node:http';
import { connect } from 'node:net';
import { requestUpgrade } from './bare-viewer';
import { expect, test } from './live-test';

/** A second client address, as of another machine. */
const otherAddress = '127.0.0.2';

function statusOf(url: string, localAddress?: string): Promise<{ status: number; retryAfter?: string }> {
  return new Promise((resolve, reject) => {
    get(url, { agent: false, localAddress }, (response) => {
      response.resume();
      resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'] });
    }).on('error', reject);
  });
}

test.describe('with 20 live sockets per address', () => {
  test.use({ env: { MAX_SOCKETS_PER_ADDRESS: '20', HANDSHAKES_PER_SECOND: '100000' } });

  test('an address that opens 1,000 sockets is refused past its limit, and other viewers are not affected', async ({
    server,
    watch,
    log,
  }) => {
    const here = await watch();
    const answers = await Promise.all(Array.from({ length: 1_000 }, () => requestUpgrade(server.url)));
    const accepted = answers.filter(({ status }) => status === 101);
    const refused = answers.filter(({ status }) => status !== 101);
    expect(accepted.length).toBe(19);
    for (const answer of refused) {
      expect(answer).toMatchObject({ status: 429, detail: expect.stringContaining('from one address') });
      expect(Number(answer.retryAfter)).toBeGreaterThan(0);
    }
    const other = await requestUpgrade(server.url, otherAddress);
    expect(other.status).toBe(101);
    await log('Meanwhile');
    await here.until(({ titles }) => titles().includes('Meanwhile'));

    for (const one of accepted) one.close();
    await expect.poll(async () => (await requestUpgrade(server.url)).status).toBe(101);
  });
});

test.describe('with at most 3 viewers', () => {
  test.use({ env: { MAX_VIEWERS: '3' } });

  test('a fourth viewer is refused until another has left', async ({ server, watch }) => {
    const [first] = [await watch(), await watch(), await watch()];
    const fourth = await requestUpgrade(server.url, otherAddress);
    expect(fourth).toMatchObject({ status: 503, detail: expect.stringContaining('3 viewers') });
    expect(Number(fourth.retryAfter)).toBeGreaterThan(0);
    first.close();
    await expect.poll(async () => (await requestUpgrade(server.url, otherAddress)).status).toBe(101);
  });
});

test.describe('with one handshake per second', () => {
  test.use({ env: { HANDSHAKES_PER_SECOND: '1', MAX_SOCKETS_PER_ADDRESS: '10' } });

  test('an address that connects repeatedly is told to wait, and another address is accepted', async ({
    server,
  }) => {
    const answers = [];
    for (let tries = 0; tries < 40; tries += 1) {
      const answer = await requestUpgrade(server.url);
      answer.close();
      answers.push(answer);
    }
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    for (const { detail, retryAfter } of refused) {
      expect(detail).toContain('wait');
      expect(Number(retryAfter)).toBeGreaterThan(0);
    }
    expect((await requestUpgrade(server.url, otherAddress)).status).toBe(101);
  });
});

test.describe('with one request per second and bursts of 20', () => {
  test.use({ env: { REQUESTS_PER_SECOND: '1', REQUEST_BURST: '20' } });

  test('an address with too many requests for pages or the API is told when to retry', async ({
    server,
    api,
  }) => {
    const answers = await Promise.all(Array.from({ length: 40 }, () => api.get('/api/healthz')));
    const refused = answers.filter(({ status }) => status !== 200);
    expect(answers.length - refused.length).toBeGreaterThanOrEqual(20);
    expect(refused.length).toBeGreaterThan(0);
    for (const { status, headers, body } of refused) {
      expect({ status, body }).toMatchObject({
        status: 429,
        body: { type: 'urn:chancery:problem:too-many', detail: expect.stringContaining('wait') },
      });
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    }
    const pages = await Promise.all(Array.from({ length: 20 }, () => statusOf(`${server.url}/`)));
    expect(pages.map(({ status }) => status)).toContain(429);
    expect((await statusOf(`${server.url}/api/healthz`, otherAddress)).status).toBe(200);
    await expect.poll(async () => (await api.get('/api/healthz')).status).toBe(200);
  });
});

test('an unfinished request is ended with a reason, and other clients do not wait', async ({
  server,
  watch,
  log,
}) => {
  const viewer = await watch();
  const halfOpen = Array.from({ length: 50 }, () => {
    const socket = connect(server.port, '127.0.0.1');
    socket.on('error', () => socket.destroy());
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.write('GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: localhost\r\nUpgrade: webs');
    return once(socket, 'close').then(() => answer);
  });
  await log('Meanwhile');
  await viewer.until(({ titles }) => titles().includes('Meanwhile'));
  for (const answer of await Promise.all(halfOpen)) {
    expect(answer).toContain('HTTP/1.1 408');
    expect(answer).toContain('Send the whole request');
  }
});
