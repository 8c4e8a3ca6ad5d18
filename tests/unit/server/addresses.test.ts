import { Socket } from 'node:net';
import { expect, test } from '@playwright/test';
import { clientNetwork, createAddresses } from '@/server/http/guard/addresses';

function addressOf(proxies: string[], remoteAddress: string, forwarded?: string): string {
  const socket = new Socket();
  Object.defineProperty(socket, 'remoteAddress', { value: remoteAddress });
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
  return createAddresses(proxies).of({ socket, headers });
}

const cases: [string, string[], string, string | undefined, string][] = [
  ['no proxy is trusted', [], '203.0.113.9', '198.51.100.1', '203.0.113.9'],
  ['the header does not come from the proxy', ['10.0.0.1'], '203.0.113.9', '198.51.100.1', '203.0.113.9'],
  ['the proxy sends the header', ['10.0.0.1'], '10.0.0.1', '198.51.100.1', '198.51.100.1'],
  ['the proxy sends no header', ['10.0.0.1'], '10.0.0.1', undefined, '10.0.0.1'],
  [
    'the client adds other addresses before its own',
    ['10.0.0.1'],
    '10.0.0.1',
    '1.1.1.1, 198.51.100.1',
    '198.51.100.1',
  ],
  ['the client names a proxy', ['10.0.0.0/8'], '10.0.0.1', '10.9.9.9, 198.51.100.1', '198.51.100.1'],
  ['there are two proxies', ['10.0.0.0/8'], '10.0.0.1', '198.51.100.1, 10.0.0.2', '198.51.100.1'],
  ['the header holds no address', ['10.0.0.1'], '10.0.0.1', 'localhost', '10.0.0.1'],
  ['the header is empty', ['10.0.0.1'], '10.0.0.1', '', '10.0.0.1'],
  ['the socket accepts IPv4 and IPv6', ['10.0.0.1'], '::ffff:10.0.0.1', '198.51.100.1', '198.51.100.1'],
  ['the proxy has an IPv6 address', ['fd00::/8'], 'fd00::1', '2001:db8::7', '2001:db8::7'],
  ['the address has a zone', ['fd00::/8'], 'fe80::1%eth0', '2001:db8::7', 'fe80::1%eth0'],
];
for (const [when, proxies, remote, forwarded, expected] of cases) {
  test(`a client's address is found when ${when}`, () => {
    expect(addressOf(proxies, remote, forwarded)).toBe(expected);
  });
}

const same = [
  ['2001:db8:1:2::1', '2001:db8:1:2:ffff:ffff:ffff:ffff', '2001:0DB8:0001:0002:0:0:0:9'],
  ['::1', '0:0:0:0:0:0:0:1', '::2'],
  ['fe80::1%eth0', 'fe80::2%eth1'],
  ['203.0.113.1', '203.0.113.1'],
];
test('addresses of one IPv6 network count as one client, addresses of others do not', () => {
  const found = same.map((addresses) => new Set(addresses.map(clientNetwork)));
  for (const one of found) expect(one.size).toBe(1);
  expect(new Set(found.flatMap((one) => [...one])).size).toBe(same.length);
  expect(clientNetwork('2001:db8:1:3::1')).not.toBe(clientNetwork('2001:db8:1:2::1'));
  expect(clientNetwork('2001:db8::1')).toBe('2001:db8:0:0::/64');
});
