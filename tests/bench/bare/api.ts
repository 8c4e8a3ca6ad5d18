import { createServer, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { country } from '@/db/model/values/scalars';
import { createRaw } from '../raw';
import { listenAndReport } from './listen-and-report';

/** The reference of P2: `node:http` that runs the same prepared statements and returns their rows as JSON. */
const connection = new Database(join(process.argv[2] ?? '.', 'chancery.db'), { readonly: true });
connection.pragma('cache_size = -65536');
const raw = createRaw(connection);
const limit = 50;

const server = createServer((req, res) => {
  const { pathname, searchParams } = new URL(req.url ?? '/', 'http://bare');
  const targeted = searchParams.get('targeted');
  if (pathname === '/board') return send(res, raw.board());
  const rows = targeted === null ? raw.newest(limit) : raw.ofCountry(country.parse(targeted), limit);
  send(res, { items: rows.slice(0, limit).map(eventOf) });
});
listenAndReport(server);

function eventOf({ record, ...columns }: ReturnType<typeof raw.newest>[number]): unknown {
  return { ...columns, ...JSON.parse(record) };
}

function send(res: ServerResponse, answer: unknown): void {
  const body = JSON.stringify(answer);
  res.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) });
  res.end(body);
}
