import type { Event } from '@/db/model/event/event';

/**
 * An event as the bytes of its page, with the fields that determine its place. 100,000 rows as objects were millions
 * of values for the garbage collector; bytes are outside its heap.
 */
export type Packed = Pick<Event, 'id' | 'version' | 'activityAt'> & {
  /** The bytes of the page; the event is at `from` up to `to`. */
  bytes: Uint8Array;
  from: number;
  to: number;
  /** The unpacked event, shared while it is in use. */
  opened?: WeakRef<Event>;
};

/** A row of a page, unpacked and packed. */
export type PageItem = { event: Event; packed: Packed };

export type Page = { items: readonly PageItem[]; next: string | null };

const decoder = new TextDecoder();

/** The unpacked event, if it is in use. */
export function openedOf({ opened }: Packed): Event | undefined {
  return opened?.deref();
}

/** Unpacks an event. */
export function open(packed: Packed): Event {
  const known = openedOf(packed);
  if (known) return known;
  const event: Event = JSON.parse(textOf(packed));
  packed.opened = new WeakRef(event);
  return event;
}

/** Rows parsed at a time: 500 took 40 ms on a slow machine. */
const atOnce = 100;

/** Parses a list of events in batches, so that the browser can do other work in between. */
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
 * The byte ranges of the elements of the first list in an object, and of the whole list. In UTF-8 no byte of a
 * multi-byte character equals one of these delimiters.
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
