import { createServer } from 'node:http';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Server } from 'socket.io';
import { listenAndReport } from './listen-and-report';

/** The reference of P4: a server that stores each event and sends it to everyone, without checks. */
const database = new Database(join(process.argv[2] ?? '.', 'bare.db'));
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
database.exec(
  'create table if not exists events (n integer primary key, at integer not null, body text not null)',
);
const insert = database.prepare('insert into events (at, body) values (?, ?)');

const server = createServer((req, res) => {
  const chunks: Buffer[] = [];
  req.on('data', (chunk: Buffer) => chunks.push(chunk));
  req.on('end', () => {
    const event: unknown = JSON.parse(Buffer.concat(chunks).toString());
    insert.run(Date.now(), JSON.stringify(event));
    io.emit('frame', { items: [{ op: 'upsert', event }] });
    const body = JSON.stringify(event);
    res.writeHead(201, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) });
    res.end(body);
  });
});
const io = new Server(server, { transports: ['websocket'], serveClient: false, perMessageDeflate: false });
listenAndReport(server);
