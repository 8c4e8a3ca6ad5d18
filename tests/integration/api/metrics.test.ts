import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from '../../fixtures';
import { expectMetrics, parseMetrics } from '../figures';
import { threatDraft } from './support/drafts';

test.use({ seed: 'none' });

test('requests are counted by route pattern, never by URL', async ({ api }) => {
  const read = async () => (await api.get('/api/metrics')).body;
  await api.get('/api/events/THR-2026-0815');
  await api.get('/api/events/THR-2026-0816?x=canary');
  await api.post('/api/events', threatDraft({ title: 'A canary sings' }));
  await api.get('/api/canary');
  await api.get('/canary');
  await api.get('/');
  await api.post('/api/events', {}, { origin: 'https://canary.example' });
  await expectMetrics(read, {
    'chancery_http_requests_total{method="GET",route="/api/events/:id",status="404"}': 1,
    'chancery_http_requests_total{method="GET",route="/api/events/:id",status="422"}': 1,
    'chancery_http_request_duration_seconds_count{method="GET",route="/api/events/:id"}': 2,
    'chancery_http_requests_total{method="POST",route="/api/events",status="201"}': 1,
    'chancery_http_requests_total{method="GET",route="/api/*",status="404"}': 1,
    'chancery_http_requests_total{method="GET",route="/*",status="404"}': 1,
    'chancery_http_requests_total{method="GET",route="/*",status="200"}': 1,
    'chancery_http_requests_total{method="POST",route="refused",status="403"}': 1,
  });
  expect(await read()).not.toMatch(/canary|THR-2026/);
});

test('the queue of the writer is reported while it waits, and empty once written', async ({
  api,
  server,
}) => {
  const read = async () => (await api.get('/api/metrics')).body;
  await expectMetrics(read, { 'chancery_store_queue_calls{thread="writer"}': 0 });
  const other = new Database(join(server.dataDir, 'chancery.db'));
  other.exec('begin immediate');
  const made = [1, 2, 3].map((number) =>
    api.post('/api/events', threatDraft({ title: `Waiting ${number}` })),
  );
  await expectMetrics(read, {
    'chancery_store_queue_calls{thread="writer"}': 3,
    'chancery_store_queue_calls{thread="reader"}': 0,
  });
  other.exec('rollback');
  other.close();
  for (const answer of made) expect((await answer).status).toBe(201);
  await expectMetrics(read, { 'chancery_store_queue_calls{thread="writer"}': 0 });
});

test('metrics are in the Prometheus text format and cover the process and the event loop', async ({
  api,
}) => {
  await api.post('/api/events', threatDraft());
  const { headers, body } = await api.get('/api/metrics');
  expect(headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  const figures = parseMetrics(body);
  expect(figures.get('chancery_store_wal_bytes')).toBeGreaterThan(0);
  for (const name of [
    'process_cpu_seconds_total',
    'process_resident_memory_bytes',
    'nodejs_eventloop_lag_p99_seconds',
  ]) {
    expect(figures.get(name), name).toBeGreaterThan(0);
  }
});
