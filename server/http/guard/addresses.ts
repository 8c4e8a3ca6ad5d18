import type { IncomingMessage } from 'node:http';
import { BlockList, isIP, type Socket } from 'node:net';

type Asking = Pick<IncomingMessage, 'socket' | 'headers'>;

export type Addresses = {
  /** Whom a request comes from: the last address of X-Forwarded-For that is no proxy of ours, where one sent it. */
  of(req: Asking): string;
  isProxy(socket: Socket): boolean;
};

/** `proxies` are the addresses and networks (10.0.0.0/8) whose word on who asks is taken; nobody else's is. */
export function createAddresses(proxies: readonly string[]): Addresses {
  const trusted = new BlockList();
  for (const proxy of proxies) {
    const [address = '', bits] = proxy.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) trusted.addAddress(address, family);
    else trusted.addSubnet(address, Number(bits), family);
  }
  const known = new WeakMap<Asking, string>();

  function isTrusted(address: string): boolean {
    const family = isIP(address);
    return family !== 0 && trusted.check(address, family === 6 ? 'ipv6' : 'ipv4');
  }

  function find({ socket, headers }: Asking): string {
    let address = plain(socket.remoteAddress ?? '');
    const given = [headers['x-forwarded-for'] ?? []].flat().join(',');
    const hops = given === '' ? [] : given.split(',').map((hop) => plain(hop.trim()));
    while (isTrusted(address)) {
      const before = hops.pop();
      if (before === undefined || isIP(before) === 0) break;
      address = before;
    }
    return address;
  }

  return {
    of(req) {
      const address = known.get(req) ?? find(req);
      known.set(req, address);
      return address;
    },
    isProxy: ({ remoteAddress = '' }) => isTrusted(plain(remoteAddress)),
  };
}

/**
 * Whom limits count as one: an IPv4 address, or the /64 network of an IPv6 one, since whoever has one address of it
 * has them all and would come with another each time (CVE-2026-45364).
 */
export function subscriberOf(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = '', tail] = address.toLowerCase().split('%', 1).join('').split('::');
  const groups = (part: string) => part.split(':').filter((group) => group !== '');
  const [before, after] = [groups(head), groups(tail ?? '')];
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  const all = [...before, ...Array.from({ length: zeros }, () => '0'), ...after];
  return `${all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}

/** An IPv4 address that a socket of both families tells as ::ffff:10.0.0.1. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}
