import { createHash, randomFillSync } from 'node:crypto';

function format(bytes: Uint8Array, version: number): string {
  const marked = Buffer.from(bytes.subarray(0, 16));
  marked[6] = ((marked[6] ?? 0) & 0x0f) | (version << 4);
  marked[8] = ((marked[8] ?? 0) & 0x3f) | 0x80;
  const hex = marked.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** The id that follows from a name (RFC 9562 UUIDv8 of its SHA-256): the same on every installation. */
export function uuidOfName(name: string): string {
  return format(createHash('sha256').update(name).digest(), 8);
}

/**
 * A UUIDv7 that sorts after `last`, also where the clock has stepped back: the order of ids is the order
 * of logging, which the feed's sorting leans on.
 */
export function nextUuid(now: number, last: string | null): string {
  const lastMillis = last === null ? 0 : Number.parseInt(last.replaceAll('-', '').slice(0, 12), 16);
  const millis = now > lastMillis ? now : lastMillis + 1;
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(millis, 0, 6);
  randomFillSync(bytes, 6);
  return format(bytes, 7);
}

/** A UUIDv7 where order does not matter. */
export function newUuid(): string {
  return nextUuid(Date.now(), null);
}
