import { once } from 'node:events';
import { get } from 'node:http';
import { connect } from 'node:net';
import { knock } from './bare-viewer';
import { expect, test } from './live-test';

/** In an address of its own, as another machine is. */
const elsewhere = '127.0.0.2';

function statusOf(url: string, localAddress?: string): Promise<{ status: number; retryAfter?: string }> {
  return new Promise((resolve, reject) => {
    get(url, { agent: false, localAddress }, (response) => {
      response.resume();
      resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'] });
    }).on('error', reject);
  });
}

test.describe('with 20 live sockets to an address', () => {
  test.use({ env: { MAX_SOCKETS_PER_ADDRESS: '20', HANDSHAKES_PER_SECOND: '100000' } });

  test('an address that opens 1,000 is told that it has too many, and nobody else notices', async ({
    server,
    watch,
    log,
  }) => {
    const here = await watch();
    const answers = await Promise.all(Array.from({ length: 1_000 }, () => knock(server.url)));
    const letIn = answers.filter(({ status }) => status === 101);
    const refused = answers.filter(({ status }) => status !== 101);
    expect(letIn.length).toBe(19);
    for (const answer of refused) {
      expect(answer).toMatchObject({ status: 429, detail: expect.stringContaining('from one address') });
      expect(Number(answer.retryAfter)).toBeGreaterThan(0);
    }
    const other = await knock(server.url, elsewhere);
    expect(other.status).toBe(101);
    await log('Meanwhile');
    await here.until(({ titles }) => titles().includes('Meanwhile'));

    for (const one of letIn) one.close();
    await expect.poll(async () => (await knock(server.url)).status).toBe(101);
  });
});

test.describe('with 3 viewers in all', () => {
  test.use({ env: { MAX_VIEWERS: '3' } });

  test('a fourth is told that the feed is full, and is let in once another has left', async ({
    server,
    watch,
  }) => {
    const [first] = [await watch(), await watch(), await watch()];
    const fourth = await knock(server.url, elsewhere);
    expect(fourth).toMatchObject({ status: 503, detail: expect.stringContaining('3 viewers') });
    expect(Number(fourth.retryAfter)).toBeGreaterThan(0);
    first.close();
    await expect.poll(async () => (await knock(server.url, elsewhere)).status).toBe(101);
  });
});

test.describe('with a handshake a second', () => {
  test.use({ env: { HANDSHAKES_PER_SECOND: '1', MAX_SOCKETS_PER_ADDRESS: '10' } });

  test('an address that connects again and again is told to wait, and another is let in', async ({
    server,
  }) => {
    const answers = [];
    for (let tries = 0; tries < 40; tries += 1) {
      const answer = await knock(server.url);
      answer.close();
      answers.push(answer);
    }
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    for (const { detail, retryAfter } of refused) {
      expect(detail).toContain('wait');
      expect(Number(retryAfter)).toBeGreaterThan(0);
    }
    expect((await knock(server.url, elsewhere)).status).toBe(101);
  });
});

test.describe('with a request a second and 20 at once', () => {
  test.use({ env: { REQUESTS_PER_SECOND: '1', REQUEST_BURST: '20' } });

  test('an address that asks too often is told when to go on, of pages and the API alike', async ({
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
    expect((await statusOf(`${server.url}/api/healthz`, elsewhere)).status).toBe(200);
    await expect.poll(async () => (await api.get('/api/healthz')).status).toBe(200);
  });
});

test('a request that never comes to its end is cut with a reason, and nobody else waits', async ({
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
