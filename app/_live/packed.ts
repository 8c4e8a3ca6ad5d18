import type { Event } from '@/db/model/event/event';

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
  const event: Event = JSON.parse(textOf(packed));
  packed.opened = new WeakRef(event);
  return event;
}

/** Rows that are parsed in one go: 500 took 40 ms of a slow machine. */
const atOnce = 100;

/** An answer with a list of events, piece by piece: what else the browser has to do goes in between. */
export async function readPage(bytes: Uint8Array): Promise<Page> {
  const { elements, from, to } = cutFirstList(bytes);
  const outside = textOf({ bytes, from: 0, to: from }) + textOf({ bytes, from: to, to: bytes.length });
  const { next }: { next: string | null } = JSON.parse(outside);
  const items: PageItem[] = [];
  for (let first = 0; first < elements.length; first += atOnce) {
    if (first > 0) await new Promise((resolve) => setTimeout(resolve));
    const places = elements.slice(first, first + atOnce);
    const text = textOf({ bytes, from: places[0]?.from ?? 0, to: places.at(-1)?.to ?? 0 });
    const events: Event[] = JSON.parse(`[${text}]`);
    for (const [index, event] of events.entries()) {
      const place = places[index];
      const { id, version, activityAt } = event;
      if (place) items.push({ event, packed: { id, version, activityAt, bytes, ...place } });
    }
  }
  return { items, next };
}

type Span = { from: number; to: number };

function textOf({ bytes, from, to }: Span & { bytes: Uint8Array }): string {
  return decoder.decode(bytes.subarray(from, to));
}

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;

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
    const byte = bytes[at];
    if (isText) {
      if (byte === backslash) at += 1;
      else if (byte === quote) isText = false;
    } else if (byte === quote) isText = true;
    else if (byte === 0x5b || byte === 0x7b) depth += 1;
    else if (byte === comma || byte === 0x5d || byte === 0x7d) {
      if (depth > 0) {
        if (byte !== comma) depth -= 1;
        continue;
      }
      if (at > from) elements.push({ from, to: at });
      from = at + 1;
      if (byte !== comma) return { from: start, to: at, elements };
    }
  }
  throw new Error('The list has no end');
}
