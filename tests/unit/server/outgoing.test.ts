import { createServer, type RequestListener } from 'node:http';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { createAddressRules } from '@/server/outgoing/allowed-addresses';
import { createFetchPage, type Resolve } from '@/server/outgoing/fetch-page';

const loopback: Resolve = async () => [{ address: '127.0.0.1', family: 4 }];
const closed = createAddressRules([]);
const open = createAddressRules(['127.0.0.0/8']);
const never = new AbortController().signal;

/** Serves pages on loopback while `work` runs; `heard` are the paths that were asked for. */
async function serving(
  answer: RequestListener,
  work: (origin: string, heard: string[], port: number) => Promise<void>,
): Promise<void> {
  const heard: string[] = [];
  const server = createServer((req, res) => {
    heard.push(req.url ?? '');
    answer(req, res);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  try {
    await work(`http://127.0.0.1:${port}`, heard, port);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

test('private, special and embedded addresses are refused in every notation', () => {
  const refused = [
    '127.0.0.1',
    '127.1.2.3',
    '0.0.0.0',
    '10.0.0.1',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '100.100.100.200',
    '192.0.0.192',
    '192.0.2.1',
    '198.18.0.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '168.63.129.16',
    '::',
    '::1',
    '::7f00:1',
    '::127.0.0.1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::ffff:8.8.8.8',
    '64:ff9b::7f00:1',
    '64:ff9b::10.0.0.1',
    '64:ff9b:1::1',
    '2002:7f00:1::',
    '2001::1',
    'fe80::1',
    'fec0::1',
    'fc00::1',
    'fd00:ec2::254',
    'ff02::1',
    '2001:db8::1',
    'localhost',
    '',
  ];
  for (const address of refused) expect(closed.allows(address), address).toBe(false);
  for (const address of ['8.8.8.8', '93.184.216.34', '2606:2800:220:1:248:1893:25c8:1946'])
    expect(closed.allows(address), address).toBe(true);
  const office = createAddressRules(['10.1.0.0/16', 'fd12::/16', '192.168.7.7']);
  for (const address of ['10.1.2.3', '::ffff:10.1.2.3', 'fd12::1', '192.168.7.7'])
    expect(office.allows(address), address).toBe(true);
  for (const address of ['10.2.0.1', 'fd13::1', '192.168.7.8', '127.0.0.1'])
    expect(office.allows(address), address).toBe(false);
});

test('a refused address is never connected to, however the link writes it', async () => {
  await serving(
    (_, res) => res.end(),
    async (_, heard, port) => {
      const fetchPage = createFetchPage(closed, loopback);
      const links = [
        `http://127.0.0.1:${port}/`,
        `http://127.1:${port}/`,
        `http://0x7f.1:${port}/`,
        `http://2130706433:${port}/`,
        `http://0177.0.0.1:${port}/`,
        `http://[::1]:${port}/`,
        `http://[::ffff:127.0.0.1]:${port}/`,
        `http://localhost:${port}/`,
        `http://a.example:${port}/`,
        'ftp://a.example/',
        'file:///etc/passwd',
        'http://user:word@8.8.8.8/',
        'http://8.8.8.8:22/',
      ];
      for (const link of links)
        await expect(fetchPage(link, never), link).rejects.toMatchObject({ code: 'page-address-refused' });
      expect(heard).toEqual([]);
    },
  );
});

test('a host with one refused address among others is refused', async () => {
  const mixed: Resolve = async () => [
    { address: '8.8.8.8', family: 4 },
    { address: '10.0.0.1', family: 4 },
  ];
  const fetching = createFetchPage(closed, mixed)('http://a.example/', never);
  await expect(fetching).rejects.toMatchObject({ code: 'page-address-refused' });
});

test('the connection goes to the address that was checked, also if the name changes', async () => {
  await serving(
    (_, res) => res.setHeader('content-type', 'text/html').end('<p>Page</p>'),
    async (_, heard, port) => {
      let lookups = 0;
      const rebinding: Resolve = async () => {
        lookups += 1;
        return [{ address: lookups === 1 ? '127.0.0.1' : '127.0.0.2', family: 4 }];
      };
      const rules = createAddressRules(['127.0.0.1']);
      const { html } = await createFetchPage(rules, rebinding)(`http://a.example:${port}/first`, never);
      expect(html).toBe('<p>Page</p>');
      expect([lookups, heard]).toEqual([1, ['/first']]);
      const again = createFetchPage(rules, rebinding)(`http://a.example:${port}/second`, never);
      await expect(again).rejects.toMatchObject({ code: 'page-address-refused' });
      expect(heard).toEqual(['/first']);
    },
  );
});

test('each redirect is checked, and there are at most five', async () => {
  const answer: RequestListener = (req, res) => {
    const steps = Number(/\/(\d+)/.exec(req.url ?? '')?.[1] ?? -1);
    if (req.url === '/away') res.writeHead(302, { location: 'http://10.0.0.1/secret' }).end();
    else if (req.url === '/file') res.writeHead(302, { location: 'file:///etc/passwd' }).end();
    else if (steps > 0) res.writeHead(302, { location: `/${steps - 1}` }).end();
    else res.setHeader('content-type', 'text/html').end('Page');
  };
  await serving(answer, async (origin) => {
    const fetchPage = createFetchPage(open);
    expect(await fetchPage(`${origin}/5`, never)).toEqual({ url: `${origin}/0`, html: 'Page' });
    await expect(fetchPage(`${origin}/6`, never)).rejects.toMatchObject({ code: 'page-redirects' });
    for (const path of ['/away', '/file'])
      await expect(fetchPage(origin + path, never), path).rejects.toMatchObject({
        code: 'page-address-refused',
      });
  });
});

test('sizes, types, states and encodings are bounded, and no cookie is sent', async () => {
  const bomb = gzipSync(Buffer.alloc(20_000_000));
  const quick = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };
  const brotliBomb = brotliCompressSync(Buffer.alloc(20_000_000), quick);
  const cookies: (string | undefined)[] = [];
  const answer: RequestListener = (req, res) => {
    cookies.push(req.headers.cookie ?? req.headers.authorization);
    res.setHeader('set-cookie', 'a=b').setHeader('content-type', 'text/html');
    if (req.url === '/bomb') res.setHeader('content-encoding', 'gzip').end(bomb);
    else if (req.url === '/brotli') res.setHeader('content-encoding', 'br').end(brotliBomb);
    else if (req.url === '/large') res.end(Buffer.alloc(5_000_001, 'a'));
    else if (req.url === '/image') res.setHeader('content-type', 'image/png').end('x');
    else if (req.url === '/gone') res.writeHead(404).end();
    else if (req.url === '/broken') res.setHeader('content-encoding', 'gzip').end('no gzip');
    else if (req.url === '/odd') res.setHeader('content-encoding', 'zstd').end('x');
    else if (req.url === '/header')
      res.setHeader('content-type', 'text/html; charset=windows-1251').end(Buffer.from([0xcf]));
    else if (req.url === '/meta')
      res.end(Buffer.concat([Buffer.from('<meta charset="windows-1254">'), Buffer.from([0xfd])]));
    else res.setHeader('content-encoding', 'gzip').end(gzipSync('Büyükelçilik'));
  };
  await serving(answer, async (origin) => {
    const fetchPage = createFetchPage(open);
    const codes = {
      '/bomb': 'page-too-large',
      '/brotli': 'page-too-large',
      '/large': 'page-too-large',
      '/image': 'page-type',
      '/gone': 'page-status',
      '/broken': 'page-unreachable',
      '/odd': 'page-unreadable',
    };
    for (const [path, code] of Object.entries(codes))
      await expect(fetchPage(origin + path, never), path).rejects.toMatchObject({ code });
    expect((await fetchPage(`${origin}/header`, never)).html).toBe('П');
    expect((await fetchPage(`${origin}/meta`, never)).html).toContain('ı');
    expect((await fetchPage(`${origin}/zip`, never)).html).toBe('Büyükelçilik');
    expect(cookies.every((one) => one === undefined)).toBe(true);
  });
});

test('a server that never answers, or never ends its answer or its redirects, is given up after the limit', async () => {
  const answer: RequestListener = (req, res) => {
    if (req.url === '/endless') res.setHeader('content-type', 'text/html').write('<p>Begins');
    if (req.url === '/redirect') res.writeHead(302, { location: '/silent' }).end();
  };
  await serving(answer, async (origin, heard) => {
    const fetchPage = createFetchPage(open, undefined, 300);
    for (const path of ['/silent', '/endless', '/redirect'])
      await expect(fetchPage(origin + path, never), path).rejects.toMatchObject({
        code: 'page-too-slow',
        params: { seconds: 1 },
      });
    expect(heard).toEqual(['/silent', '/endless', '/redirect', '/silent']);
  });
  const silentName: Resolve = () => new Promise(() => {});
  await expect(createFetchPage(open, silentName, 300)('http://a.example/', never)).rejects.toMatchObject({
    code: 'page-too-slow',
  });
});

test('a fetch ends when its reader leaves, and says so if nothing answers', async () => {
  const leaving = new AbortController();
  await serving(
    () => leaving.abort(new Error('left')),
    async (origin, heard) => {
      await expect(createFetchPage(open)(`${origin}/slow`, leaving.signal)).rejects.toThrow('left');
      expect(heard).toEqual(['/slow']);
    },
  );
  const failing: Resolve = async () => {
    throw new Error('ENOTFOUND');
  };
  const fetching = createFetchPage(open, failing)('http://a.example/', never);
  await expect(fetching).rejects.toMatchObject({ code: 'page-unreachable', params: { host: 'a.example' } });
});
