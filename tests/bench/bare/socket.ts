import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { handleRequests } from '../handle-requests';
import { listenAndReport } from './listen-and-report';

/** The reference of P5: plain WebSockets, with the text serialized once. */
const server = createServer();
const sockets = new WebSocketServer({ server, perMessageDeflate: false });
handleRequests({
  send: ({ frame }) => {
    const text = JSON.stringify(frame);
    for (const socket of sockets.clients) socket.send(text);
    return true;
  },
});
listenAndReport(server);
