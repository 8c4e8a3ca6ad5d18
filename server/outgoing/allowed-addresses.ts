import ipaddr from 'ipaddr.js';

type Address = ReturnType<typeof ipaddr.process>;

export type AddressRules = {
  /** May the server connect to this address (as text, in any notation)? */
  allows(address: string): boolean;
  /** Is it in FETCH_ALLOW? Then every port may be used. */
  isListed(address: string): boolean;
};

/**
 * Public addresses that a cloud answers only to its own machines (Azure's metadata and DNS), and IPv4-compatible ones,
 * which ipaddr.js counts as unicast.
 */
const refusedNetworks = ['168.63.129.16/32', '::/96', '64:ff9b:1::/48', 'fec0::/10'].map((one) =>
  ipaddr.parseCIDR(one),
);

/** `allowed` are networks of FETCH_ALLOW, such as 10.1.0.0/16; a single address counts as a network of one. */
export function createAddressRules(allowed: readonly string[]): AddressRules {
  const networks = allowed.map((one) => {
    if (one.includes('/')) return ipaddr.parseCIDR(one);
    const address = ipaddr.parse(one);
    const range: [Address, number] = [address, address.kind() === 'ipv6' ? 128 : 32];
    return range;
  });
  const isIn = (address: Address, range: readonly [Address, number]) =>
    address.kind() === range[0].kind() && address.match([range[0], range[1]]);
  const parse = (text: string) => (ipaddr.isValid(text) ? ipaddr.process(text) : null);

  function isListed(text: string): boolean {
    const address = parse(text);
    return address !== null && networks.some((range) => isIn(address, range));
  }

  return {
    isListed,
    allows(text) {
      const address = parse(text);
      if (address === null) return false;
      if (isListed(text)) return true;
      // Only plain unicast is public: every other range is private, special, or hides an IPv4 address.
      return (
        ipaddr.parse(text).range() === 'unicast' &&
        address.range() === 'unicast' &&
        !refusedNetworks.some((range) => isIn(address, range))
      );
    },
  };
}
