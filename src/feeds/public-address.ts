import { BlockList, isIPv4, isIPv6 } from 'node:net';

/**
 * True for an IP address that anybody on the internet could reach. False for private, loopback, link-local, shared,
 * multicast and reserved ones, for those of IPv6 that hide one of IPv4 (mapped, NAT64, 6to4, Teredo), for the services by
 * which clouds tell their machines secrets, and for what is no address.
 */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !closedIpv4.check(address, 'ipv4');
  // A zone ("fe80::1%eth0") is a link's own.
  return (
    isIPv6(address) && !address.includes('%') && unicast.check(address, 'ipv6') && !closedIpv6.check(address, 'ipv6')
  );
}

/** IANA's special-purpose registry, and the one service address of a cloud (Azure) that looks like any other. */
const closedIpv4 = subnets('ipv4', [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['168.63.129.16', 32],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
]);

/** Of IPv6 only this part is handed out for the internet. */
const unicast = subnets('ipv6', [['2000::', 3]]);

const closedIpv6 = subnets('ipv6', [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
]);

function subnets(family: 'ipv4' | 'ipv6', networks: readonly (readonly [network: string, bits: number])[]): BlockList {
  const list = new BlockList();
  for (const [network, bits] of networks) list.addSubnet(network, bits, family);
  return list;
}
