import { describe, expect, it } from 'vitest';
import { createAddressGuard } from './address-guard.ts';

const guard = createAddressGuard([]);

describe('addresses that are nobody\'s public host', () => {
  it.each([
    '0.0.0.0', '10.0.0.1', '100.64.0.1', '127.0.0.1', '127.8.8.8', '169.254.169.254', '172.16.0.1', '172.31.255.255', '192.0.0.8', '192.0.2.1', '192.88.99.1', '192.168.1.1', '198.18.0.1',
    '198.51.100.7', '203.0.113.7', '224.0.0.1', '239.1.1.1', '240.0.0.1', '255.255.255.255',
    '::', '::1', '::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:a9fe:a9fe', '::127.0.0.1', '64:ff9b::7f00:1', '64:ff9b:1::a00:1', '100::1', '2001::1', '2001:db8::1', '2002:7f00:1::', '3fff::1', '5f00::1',
    'fc00::1', 'fd12:3456::1', 'fe80::1', 'fec0::1', 'ff02::1', 'localhost', '0x7f.1', '2130706433', '',
  ])('%s is refused', (address) => expect(guard.allows(address)).toBe(false));
});

it.each(['8.8.8.8', '1.1.1.1', '172.32.0.1', '100.128.0.1', '2606:4700:4700::1111', '2a00:1450:4003:80d::200e', '::ffff:8.8.8.8', '::ffff:808:808'])('%s is allowed', (address) => expect(guard.allows(address)).toBe(true));

describe('with exceptions', () => {
  const local = createAddressGuard(['127.0.0.0/8', '::1', '10.1.2.3']);
  it.each([['127.0.0.1', true], ['127.9.9.9', true], ['::1', true], ['10.1.2.3', true], ['::ffff:10.1.2.3', true], ['10.1.2.4', false], ['169.254.169.254', false]])('%s: %s', (address, allowed) => expect(local.allows(address)).toBe(allowed));
  it('refuses to start on one that is no address', () => expect(() => createAddressGuard(['intranet'])).toThrow(/WEBHOOK_ALLOW_ADDRESSES/));
});
