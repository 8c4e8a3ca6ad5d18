import type { Event } from '@/db/model/event';

/**
 * An event as the bytes that its page came in, and what tells its place among the others. As objects 100,000
 * rows were millions of things for the collector of garbage to go through; bytes lie outside of its heap.
 */
export type Packed = Pick<Event, 'id' | 'version' | 'activityAt'> & {
  /** The page, of which it is what lies from `from` up to `to`. */
  bytes: Uint8Array;
  from: number;
  to: number;
  /** The same object for all who look at it while somebody does. */
  opened?: WeakRef<Event>;
};

/** A row of a page: to be looked at now, and to be kept. */
export type PageItem = { event: Event; packed: Packed };

export type Page = { items: readonly PageItem[]; next: string | null };

const decoder = new TextDecoder();

/** The event, if somebody looks at it. */
export function openedOf({ opened }: Packed): Event | undefined {
  return opened?.deref();
}

/** What `packed` is packed from. */
export function open(packed: Packed): Event {
  const known = openedOf(packed);
  if (known) return known;
  const event: Event = parse(packed.bytes, packed.from, packed.to);
  packed.opened = new WeakRef(event);
  return event;
}

/** An answer with a list of events, each parsed by itself: its text as a whole never comes about. */
export function readPage(bytes: Uint8Array): Page {
  const { elements, from, to } = cutFirstList(bytes);
  const { next }: { next: string | null } = JSON.parse(
    decoder.decode(bytes.subarray(0, from)) + decoder.decode(bytes.subarray(to)),
  );
  const items = elements.map((place) => {
    const event: Event = parse(bytes, place.from, place.to);
    const { id, version, activityAt } = event;
    return { event, packed: { id, version, activityAt, bytes, ...place } };
  });
  return { items, next };
}

function parse(bytes: Uint8Array, from: number, to: number) {
  return JSON.parse(decoder.decode(bytes.subarray(from, to)));
}

type Span = { from: number; to: number };

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const opening = new Set([0x5b, 0x7b]);
const closing = new Set([0x5d, 0x7d]);

/**
 * Where the elements of the first list in an object lie, and where all of them together. In UTF-8 no byte of a
 * longer character is one of these signs.
 */
export function cutFirstList(bytes: Uint8Array): Span & { elements: Span[] } {
  const start = bytes.indexOf(0x5b) + 1;
  const elements: Span[] = [];
  let from = start;
  let depth = 0;
  let isText = false;
  for (let at = start; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (isText) {
      if (byte === backslash) at += 1;
      else if (byte === quote) isText = false;
    } else if (byte === quote) isText = true;
    else if (opening.has(byte)) depth += 1;
    else if (depth > 0) depth -= closing.has(byte) ? 1 : 0;
    else if (byte === comma || closing.has(byte)) {
      if (at > from) elements.push({ from, to: at });
      from = at + 1;
      if (byte !== comma) return { from: start, to: at, elements };
    }
  }
  throw new Error('The list has no end');
}
