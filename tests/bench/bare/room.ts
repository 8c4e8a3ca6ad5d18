import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { answering } from '../figures/answering';
import { listening } from './listening';

/** What P5 is held against: socket.io's own way to send one thing to a room. */
const server = createServer();
const io = new Server(server, { transports: ['websocket'], serveClient: false, perMessageDeflate: false });
io.on('connection', (socket) => void socket.join('everyone'));
answering({
  send: ({ frame }) => {
    io.to('everyone').emit('frame', frame);
    return true;
  },
});
listening(server);
