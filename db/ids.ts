import { createHash, randomFillSync } from 'node:crypto';

function formatUuid(bytes: Uint8Array, version: number): string {
  const uuid = Buffer.from(bytes.subarray(0, 16));
  uuid[6] = ((uuid[6] ?? 0) & 0x0f) | (version << 4);
  uuid[8] = ((uuid[8] ?? 0) & 0x3f) | 0x80;
  const hex = uuid.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** A UUIDv8 (RFC 9562) of the name's SHA-256: the same on every installation. */
export function uuidFromName(name: string): string {
  return formatUuid(createHash('sha256').update(name).digest(), 8);
}

/**
 * A UUIDv7 that sorts after `last`, even if the clock was set back: the feed relies on ids being in the order of
 * logging.
 */
export function nextUuid(now: number, last: string | null): string {
  const lastMillis = last === null ? 0 : Number.parseInt(last.replaceAll('-', '').slice(0, 12), 16);
  const millis = now > lastMillis ? now : lastMillis + 1;
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(millis, 0, 6);
  randomFillSync(bytes, 6);
  return formatUuid(bytes, 7);
}

/** A UUIDv7, for ids whose order does not matter. */
export function newUuid(): string {
  return nextUuid(Date.now(), null);
}
