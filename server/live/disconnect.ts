import type { Socket } from 'socket.io';
import type { AppError } from '@/db/model/errors';
import { problemOfError } from '../http/problem';

/** Time that a disconnected client has to read the reason. */
const graceMillis = 1_000;

/** Disconnects a viewer after it has read what was sent; one that reads nothing is cut off after a grace period. */
export function disconnect(socket: Socket): void {
  socket.disconnect(true);
  destroyAfterGrace(socket);
}

/**
 * Closes a connection and sends the reason in the protocol's own error packet, which also works before the client has
 * joined a namespace.
 */
export function refuse(connection: Pick<Socket, 'conn' | 'request'>, error: AppError): void {
  const data = problemOfError(error);
  connection.conn.write(`44${JSON.stringify({ message: data.detail, data })}`);
  connection.conn.close();
  destroyAfterGrace(connection);
}

function destroyAfterGrace({ request }: Pick<Socket, 'request'>): void {
  setTimeout(() => request.socket.destroy(), graceMillis).unref();
}
