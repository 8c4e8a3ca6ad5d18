import type { Socket } from 'socket.io';

/** How long one who is let go has to read why. */
const graceMillis = 1_000;

/** Lets a viewer go once he has read what was sent; one who reads nothing would be waited for without end. */
export function disconnect(socket: Socket): void {
  socket.disconnect(true);
  cutSoon(socket);
}

/** Lets a connection go and says why, by the protocol's own error packet, whatever it has joined yet. */
export function refuse(connection: Pick<Socket, 'conn' | 'request'>, message: string): void {
  connection.conn.write(`44${JSON.stringify({ message })}`);
  connection.conn.close();
  cutSoon(connection);
}

function cutSoon({ request }: Pick<Socket, 'request'>): void {
  setTimeout(() => request.socket.destroy(), graceMillis).unref();
}
