import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { answering } from '../figures/answering';
import { listening } from './listening';

/** What P5 is held against: the bare WebSocket under socket.io, the text made once. */
const server = createServer();
const sockets = new WebSocketServer({ server, perMessageDeflate: false });
answering({
  send: ({ frame }) => {
    const text = JSON.stringify(frame);
    for (const socket of sockets.clients) socket.send(text);
    return true;
  },
});
listening(server);
