// Which addresses outgoing HTTP may reach. Classified as numbers, never by the look of the text, and asked again for the address that is dialled.
import { BlockList, isIPv4, isIPv6 } from 'node:net';

/** IANA special-purpose registries (RFC 6890 and successors): what is never a public host. */
const privateV4: [string, number][] = [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.0.2.0', 24],
  ['192.88.99.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 4], ['240.0.0.0', 4],
];
/** Public IPv6 is 2000::/3; of it these carry or hide other addresses (Teredo, 6to4, documentation). NAT64 and mapped forms stand outside 2000::/3. */
const privateV6: [string, number][] = [['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['3fff::', 20]];

const blocked = new BlockList();
for (const [net, bits] of privateV4) blocked.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of privateV6) blocked.addSubnet(net, bits, 'ipv6');
const globalV6 = new BlockList();
globalV6.addSubnet('2000::', 3, 'ipv6');

export interface AddressGuard {
  allows(address: string): boolean;
  /** Named by whoever runs this, who also knows whether plain http will do. */
  isException(address: string): boolean;
}

/** `allowed`: addresses or CIDR ranges that may be reached although they are not public. Throws on one that is neither. */
export function createAddressGuard(allowed: string[]): AddressGuard {
  const exceptions = new BlockList();
  for (const entry of allowed) {
    const [net = '', bits] = entry.split('/');
    const family = isIPv4(net) ? 'ipv4' : isIPv6(net) ? 'ipv6' : null;
    if (!family) throw new Error(`WEBHOOK_ALLOW_ADDRESSES: ${entry} is not an address or a range`);
    exceptions.addSubnet(net, bits === undefined ? (family === 'ipv4' ? 32 : 128) : Number(bits), family);
  }
  const isException = (address: string) => {
    const v4 = unmapped(address);
    return v4 ? exceptions.check(v4, 'ipv4') : isIPv6(address) && exceptions.check(address, 'ipv6');
  };
  return {
    isException,
    allows(address) {
      if (isException(address)) return true;
      const v4 = unmapped(address);
      if (v4) return !blocked.check(v4, 'ipv4');
      return isIPv6(address) && globalV6.check(address, 'ipv6') && !blocked.check(address, 'ipv6');
    },
  };
}

/** The IPv4 address, also of ::ffff:0:0/96 in either notation; null for true IPv6. */
function unmapped(address: string): string | null {
  if (isIPv4(address)) return address;
  const mapped = /^::ffff:(?:(\d+\.\d+\.\d+\.\d+)|([0-9a-f]{1,4}):([0-9a-f]{1,4}))$/i.exec(address);
  if (!mapped) return null;
  if (mapped[1]) return isIPv4(mapped[1]) ? mapped[1] : null;
  const [high, low] = [parseInt(mapped[2] ?? '', 16), parseInt(mapped[3] ?? '', 16)];
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}
