import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import type { EventDraft } from '@/db/model/event/event';
import { severities, tlps } from '@/db/model/words';
import { type ApiResponse, createApi } from '../../support/api';
import type { Chance } from '../../support/chance';
import type { Ledger } from './ledger';
import type { Power } from './power';
import type { Tally } from './tally';

type WriterParts = {
  index: number;
  url: string;
  chance: Chance;
  ledger: Ledger;
  tally: Tally;
  power: Power;
};

type Patch = Record<string, unknown>;

const answered = z.looseObject({ id: z.string(), version: z.number() });
const conflict = z.looseObject({ current: answered });

const targeted = ['RU', 'PK', 'CN', 'IR', 'IN'] as const;
const maxPauseMillis = 40;
const maxAttempts = 200;

/**
 * A client that writes continuously over a faulty network and repeats each request until it gets a response: a
 * creation with its key, a change with the version it is based on.
 */
export function openWriter({ index, url, chance, ledger, tally, power }: WriterParts) {
  const api = createApi(url);
  const marks: string[] = [];
  let isStopped = false;
  let work = Promise.resolve();

  async function send(
    attempt: (signal?: AbortSignal) => Promise<ApiResponse>,
  ): Promise<{ answer: ApiResponse; tries: number }> {
    for (let tries = 1; tries <= maxAttempts; tries += 1) {
      await power.untilOn();
      const cut = chance.isOf(0.05) ? AbortSignal.timeout(chance.below(15)) : undefined;
      const isDropped = chance.isOf(0.05);
      try {
        const answer = await attempt(cut);
        if (answer.status < 500 && !isDropped) return { answer, tries };
      } catch {
        // The request or the response was lost.
      }
      tally.counts['retries after a lost response'] += 1;
    }
    throw new Error('The server stopped responding without being killed');
  }

  async function create(more: Partial<EventDraft> = {}): Promise<string> {
    const mark = `${index}-${String(marks.length).padStart(6, '0')}`;
    marks.push(mark);
    ledger.sent.add(mark);
    const draft = draftOf(mark, chance, more);
    const headers = { 'idempotency-key': `letter-${mark}` };
    const post = (signal?: AbortSignal) => api.call('POST', '/api/events', { body: draft, headers, signal });
    // Two concurrent requests count as one.
    const isTwice = chance.isOf(0.05);
    const [{ answer }, again] = await Promise.all([send(post), isTwice ? send(post) : undefined]);
    if (answer.status > 201) throw new Error(`A creation was answered ${JSON.stringify(answer.body)}`);
    const { id, version } = answered.parse(answer.body);
    for (const one of [answer, ...(again ? [again.answer] : [])]) {
      if (one.headers.has('idempotent-replay')) tally.counts['retries recognised by key'] += 1;
    }
    if (again && answered.parse(again.answer.body).id !== id) {
      tally.fail('doubled', `Two concurrent creations with the key of ${mark} returned two ids`);
    }
    acknowledge(mark, { id, version, isDeleted: false });
    return mark;
  }

  async function change(mark: string, patch: Patch): Promise<void> {
    const { id, version } = known(mark);
    const body = { ...patch, summary: `Edit ${version + 1}` };
    const { answer, tries } = await send((signal) =>
      api.call('PATCH', `/api/events/${id}`, { body, headers: { 'if-match': `"${version}"` }, signal }),
    );
    const wasApplied = answer.status === 412 && tries > 1;
    if (answer.status !== 200 && !wasApplied) {
      tally.fail(
        'unsound',
        `A change of ${mark} was answered ${answer.status} ${JSON.stringify(answer.body)}`,
      );
      return;
    }
    const now = wasApplied ? conflict.parse(answer.body).current : answered.parse(answer.body);
    if (now.version !== version + 1) {
      tally.fail(
        now.version > version + 1 ? 'doubled' : 'lost',
        `One change of ${mark} at version ${version} led to version ${now.version}`,
      );
    }
    acknowledge(mark, { id, version: now.version, isDeleted: false });
  }

  async function remove(mark: string): Promise<void> {
    const { id, version } = known(mark);
    const body = { reason: 'Logged twice' };
    const { answer, tries } = await send((signal) =>
      api.call('DELETE', `/api/events/${id}`, { body, headers: { 'if-match': `"${version}"` }, signal }),
    );
    const wasApplied = answer.status === 404 && tries > 1;
    if (answer.status !== 204 && !wasApplied) {
      tally.fail('unsound', `The deletion of ${mark} was answered ${answer.status}`);
      return;
    }
    acknowledge(mark, { id, version: version + 1, isDeleted: true });
  }

  function acknowledge(mark: string, record: { id: string; version: number; isDeleted: boolean }): void {
    tally.counts['acknowledged writes'] += 1;
    ledger.acknowledged.set(mark, record);
  }

  function known(mark: string) {
    const record = ledger.acknowledged.get(mark);
    if (!record) throw new Error(`The record ${mark} was never acknowledged`);
    return record;
  }

  async function writeOne(): Promise<void> {
    const living = marks.filter((mark) => ledger.acknowledged.get(mark)?.isDeleted === false);
    const mark = living[chance.below(living.length)];
    const action = mark ? chance.weighted(actions) : 'create';
    if (!mark || action === 'create') await create();
    else if (action === 'delete') await remove(mark);
    else await change(mark, changes[action](mark, chance));
  }

  async function writeContinuously(): Promise<void> {
    while (!isStopped) {
      await writeOne();
      await pause(chance.below(maxPauseMillis));
    }
  }

  return {
    create,
    change,
    remove,
    /** Writes until `stop`; rejects if the server no longer responds. */
    start(): Promise<void> {
      isStopped = false;
      work = writeContinuously();
      return work;
    },
    /** Resolves once every request has a response. */
    async stop(): Promise<void> {
      isStopped = true;
      await work;
    },
  };
}

export type Writer = ReturnType<typeof openWriter>;

const actions = [
  ['create', 15],
  ['title', 25],
  ['severity', 15],
  ['status', 20],
  ['marking', 20],
  ['delete', 5],
] as const;

const changes = {
  title: (mark: string, chance: Chance): Patch => ({ title: `Letter ${mark} read ${chance.below(1_000)}` }),
  severity: (_: string, chance: Chance): Patch => ({ severity: severities[chance.below(severities.length)] }),
  status: (_: string, chance: Chance): Patch => ({
    threat: { status: chance.isOf(0.5) ? 'current' : 'foiled' },
  }),
  marking: (_: string, chance: Chance): Patch => ({ tlp: tlps[chance.below(tlps.length)], recipients: [] }),
};

function draftOf(mark: string, chance: Chance, more: Partial<EventDraft>): EventDraft {
  return {
    kind: 'threat',
    title: `Letter ${mark}`,
    at: new Date(Date.UTC(2026, 0, 1 + chance.below(300))).toISOString(),
    location: { country: 'AF', city: chance.isOf(0.5) ? 'Kabul' : 'Herat' },
    targets: [{ country: targeted[chance.below(targeted.length)] ?? 'RU', type: 'embassy' }],
    severity: severities[chance.below(severities.length)],
    tlp: tlps[chance.below(tlps.length)],
    threat: { status: chance.isOf(0.3) ? 'current' : 'foiled' },
    ...more,
  };
}
