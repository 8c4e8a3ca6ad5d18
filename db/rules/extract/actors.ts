import type { Actor } from '@/db/model/reference';
import { fold } from '@/db/model/values/fold';
import { Phrases } from './phrases';
import { endsSentence, isCapitalised, type Token } from './tokens';

export type NamedActor = Pick<Actor, 'id' | 'name' | 'aliases'>;

type Found = { actor: NamedActor; isSure: boolean; isClaiming: boolean; first: number; last: number };

const shortestAlias = 3;
const maxFound = 10;
const claims = /^(?:claimed|claims|üstlendi|ustlendi|взял\p{L}{0,3})$/u;
const reach = 6;

/** Actors by name or alias; an alias that two actors have is offered for both. */
export function findActors(text: string, tokens: readonly Token[], actors: readonly NamedActor[]): Found[] {
  const names = new Phrases<NamedActor>();
  for (const actor of actors) {
    for (const name of [actor.name, ...actor.aliases])
      if (name.length >= shortestAlias) names.add(name, actor);
  }
  const found = new Map<string, Found>();
  for (const { value, first, last } of names.find(text, tokens)) {
    const start = tokens[first];
    if (!start || !isCapitalised(start)) continue;
    const isClaiming = claimsAfter(text, tokens, last);
    for (const actor of value) {
      const known = found.get(actor.id);
      if (!known) found.set(actor.id, { actor, isSure: value.length === 1, isClaiming, first, last });
      else if (isClaiming) known.isClaiming = true;
    }
  }
  return [...found.values()].slice(0, maxFound);
}

/** "X claimed responsibility": the same sentence says it within a few words. */
function claimsAfter(text: string, tokens: readonly Token[], last: number): boolean {
  for (let at = last + 1; at <= last + reach; at += 1) {
    const [before, token] = [tokens[at - 1], tokens[at]];
    if (!before || !token || endsSentence(text, before, token)) return false;
    if (claims.test(fold(token.written)) || claims.test(token.written)) return true;
  }
  return false;
}
