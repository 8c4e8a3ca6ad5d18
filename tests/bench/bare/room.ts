import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { handleRequests } from '../handle-requests';
import { listenAndReport } from './listen-and-report';

/** The reference of P5: socket.io's broadcast to a room. */
const server = createServer();
const io = new Server(server, { transports: ['websocket'], serveClient: false, perMessageDeflate: false });
io.on('connection', (socket) => void socket.join('everyone'));
handleRequests({
  send: ({ frame }) => {
    io.to('everyone').emit('frame', frame);
    return true;
  },
});
listenAndReport(server);
