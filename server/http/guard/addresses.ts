import type { IncomingMessage } from 'node:http';
import { BlockList, isIP, type Socket } from 'node:net';

type RequestSource = Pick<IncomingMessage, 'socket' | 'headers'>;

export type Addresses = {
  /** The client address: behind a trusted proxy, the last address of X-Forwarded-For that is not a trusted proxy. */
  of(req: RequestSource): string;
  isProxy(socket: Socket): boolean;
};

/** `proxies` are addresses and networks (10.0.0.0/8). X-Forwarded-For is believed from these only. */
export function createAddresses(proxies: readonly string[]): Addresses {
  const trusted = new BlockList();
  for (const proxy of proxies) {
    const [address = '', bits] = proxy.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) trusted.addAddress(address, family);
    else trusted.addSubnet(address, Number(bits), family);
  }
  const known = new WeakMap<RequestSource, string>();

  function isTrusted(address: string): boolean {
    const family = isIP(address);
    return family !== 0 && trusted.check(address, family === 6 ? 'ipv6' : 'ipv4');
  }

  function find({ socket, headers }: RequestSource): string {
    let address = withoutIpv4Mapping(socket.remoteAddress ?? '');
    const given = [headers['x-forwarded-for'] ?? []].flat().join(',');
    const hops = given === '' ? [] : given.split(',').map((hop) => withoutIpv4Mapping(hop.trim()));
    while (isTrusted(address)) {
      const previous = hops.pop();
      if (previous === undefined || isIP(previous) === 0) break;
      address = previous;
    }
    return address;
  }

  return {
    of(req) {
      const address = known.get(req) ?? find(req);
      known.set(req, address);
      return address;
    },
    isProxy: ({ remoteAddress = '' }) => isTrusted(withoutIpv4Mapping(remoteAddress)),
  };
}

/**
 * The network by which limits count: an IPv4 address, or the /64 network of an IPv6 address. A subscriber usually has a
 * whole /64, and could otherwise use a new address for each request (CVE-2026-45364).
 */
export function clientNetwork(address: string): string {
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

/** The IPv4 address of an IPv4-mapped IPv6 address (::ffff:10.0.0.1), as dual-stack sockets report it. */
function withoutIpv4Mapping(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}
