import { isStricter } from '@/db/model/access/visible';
import type { Threatened } from '@/db/model/board';
import type { Event } from '@/db/model/event/event';
import { compareEvents, targetsInDanger } from '@/db/model/event/threatened';
import type { Tlp } from '@/db/model/words';

/** Missions endangered by exactly the same events share one card. */
export type Card = { key: string; entries: readonly [Threatened, ...Threatened[]] };

/** A card and the number of columns it spans. */
export type PlacedCard = { card: Card; columns: number };

/** What fits in the band: cards in columns and rows, then lines. A phone has lines only. */
export type BandCapacity = { columns: number; rows: number; lines: number; phoneLines: number };

export function cardsOf(entries: readonly Threatened[]): Card[] {
  const cards = new Map<string, [Threatened, ...Threatened[]]>();
  for (const entry of entries) {
    const key = [...entry.incidents, ...entry.threats].sort().join(' ');
    const card = cards.get(key);
    if (card) card.push(entry);
    else cards.set(key, [entry]);
  }
  return [...cards].map(([key, members]) => ({ key, entries: members }));
}

/**
 * Places cards in order until the rows are full; the last card of a row fills its remaining columns. The rest become
 * lines, one per mission; `more` counts the missions without a line.
 */
export function fitCards(
  cards: readonly Card[],
  { columns, rows, lines }: Pick<BandCapacity, 'columns' | 'rows' | 'lines'>,
): { placed: PlacedCard[]; listed: Threatened[]; more: number } {
  const placed: PlacedCard[] = [];
  let row = 0;
  let column = 0;
  for (const card of cards) {
    const wanted = Math.min(columns, card.entries.length > 1 ? 2 : 1);
    if (column + wanted > columns) {
      const last = placed.at(-1);
      if (last) last.columns += columns - column;
      row += 1;
      column = 0;
    }
    if (row >= rows) break;
    placed.push({ card, columns: wanted });
    column += wanted;
  }
  const rest = cards.slice(placed.length).flatMap(({ entries }) => entries);
  // "3 more" takes one line.
  const shown = rest.length > lines ? Math.max(0, lines - 1) : rest.length;
  return { placed, listed: rest.slice(0, shown), more: rest.length - shown };
}

/** The cached events that endanger a mission, the most serious first. */
export function eventsOf(entry: Threatened, events: Pick<ReadonlyMap<string, Event>, 'get'>): Event[] {
  return [...entry.incidents, ...entry.threats].flatMap((id) => events.get(id) ?? []).sort(compareEvents);
}

/** The strictest marking among events that are shown together. It applies to all of them. */
export function strictestOf(events: readonly Event[]): Tlp {
  return events.reduce<Tlp>((strictest, { tlp }) => (isStricter(tlp, strictest) ? tlp : strictest), 'clear');
}

/** Whether the staff of the card's missions are accounted for: the worst answer among the attack's targets. */
export function peopleOf(card: Card, attack: Event): 'yes' | 'no' | 'unknown' | null {
  const countries = new Set(card.entries.map(({ country }) => country));
  const words = targetsInDanger(attack)
    .filter(({ country }) => countries.has(country))
    .map(({ accountedFor }) => accountedFor);
  return (
    words.find((word) => word === 'no') ??
    words.find((word) => word === 'unknown') ??
    words.find(Boolean) ??
    null
  );
}
