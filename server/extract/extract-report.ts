import type { Principal } from '@/db/model/access/principal';
import type { ExtractFinding, ExtractInput, Extraction } from '@/db/model/extract';
import type { Mission } from '@/db/model/reference';
import { fold } from '@/db/model/values/fold';
import { iso } from '@/db/model/values/moment';
import type { NamedActor } from '@/db/rules/extract/actors';
import type { TargetFinding } from '@/db/rules/extract/extract';
import type { Store } from '@/db/store';
import type { FetchPage } from '../outgoing/fetch-page';
import { findNamedMissions, withNamedPlace } from './find-named';
import type { Reading } from './reading';

type Deps = { store: Store; reading: Pick<Reading, 'readText' | 'readPage'>; fetchPage: FetchPage };

export type ExtractReport = (who: Principal, input: ExtractInput, signal: AbortSignal) => Promise<Extraction>;

const pageSize = 500;
const maxActors = 10_000;
const maxOffered = 5;
/** As much of a page as the quote of a source holds. */
const maxQuote = 5_000;

/**
 * What a report says outright, with the words that say it. A page is fetched only if the input has no text. Actors and
 * missions are those that the principal may see.
 * @throws AppError 'page-…' with what failed
 */
export function createExtractReport({ store, reading, fetchPage }: Deps): ExtractReport {
  return async (who, input, signal) => {
    const page = !input.text && input.url ? await readPage(input.url, signal) : null;
    const text = page?.text ?? input.text ?? '';
    const actors = await listActors(who);
    const { findings, targets, names } = await reading.readText(text, {
      today: iso(Date.now()).slice(0, 10),
      publishedOn: page?.publishedOn ?? null,
      url: page?.url ?? input.url ?? null,
      actors,
    });
    const named: ExtractFinding[] = [];
    for (const target of targets) named.push(...(await findingsOf(who, target)));
    const known = new Set(
      named.flatMap((one) => (one.field === 'target' ? (one.value.mission?.id ?? []) : [])),
    );
    named.push(...(await findNamedMissions(store, who, names, known)));
    const placed = await withNamedPlace(store, who, names, findings);
    const own = page?.title ? placed.filter(({ field }) => field !== 'title') : placed;
    return {
      findings: [...aboutPage(page), ...named, ...own],
      text: page ? page.text.slice(0, maxQuote) : null,
    };
  };

  async function readPage(url: string, signal: AbortSignal) {
    const fetched = await fetchPage(url, signal);
    return reading.readPage(fetched.html, fetched.url);
  }

  async function listActors(who: Principal): Promise<NamedActor[]> {
    const actors: NamedActor[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof store.listRecords<'actor'>>> = await store.listRecords(
        who,
        'actor',
        {
          after,
          limit: pageSize,
        },
      );
      actors.push(...page.items.map(({ id, name, aliases }) => ({ id, name, aliases })));
      after = page.next;
    } while (after !== null && actors.length < maxActors);
    return actors;
  }

  /** The mission of the register, if the words fit only one; several are offered. */
  async function findingsOf(who: Principal, target: TargetFinding): Promise<ExtractFinding[]> {
    const { sending, word, host, city, from } = target;
    const type = word.type;
    const missions =
      host === null || word.missions.length === 0
        ? []
        : (
            await store.listRecords(who, 'mission', {
              sending: [sending],
              host: [host],
              after: null,
              limit: pageSize,
            })
          ).items;
    const called = missions.filter((one) => word.missions.includes(one.type) && isIn(one, city));
    const options: (Mission | null)[] = called.length > 0 && called.length <= maxOffered ? called : [null];
    return options.map((mission) => ({
      field: 'target',
      value: { country: sending, type, host, mission },
      isSure: options.length === 1,
      from,
    }));
  }
}

function isIn({ city, metro }: Mission, named: string | null): boolean {
  return named === null || [city, metro].some((one) => one !== null && fold(one) === fold(named));
}

function aboutPage(page: { title: string | null; author: string | null } | null): ExtractFinding[] {
  const found: ExtractFinding[] = [];
  if (page?.title) found.push({ field: 'title', value: page.title, isSure: true, from: null });
  if (page?.author) found.push({ field: 'author', value: page.author, isSure: true, from: null });
  return found;
}
