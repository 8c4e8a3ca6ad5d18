import * as z from 'zod';

const request = z.looseObject({ id: z.number(), method: z.string() });

/** The other end of `Child.call`: handles the requests of the parent process. */
export function handleRequests(handlers: Record<string, (params: Record<string, unknown>) => unknown>): void {
  process.on('message', (message: unknown) => {
    const parsed = request.safeParse(message);
    const handler = parsed.success ? handlers[parsed.data.method] : undefined;
    if (!parsed.success || !handler) return;
    const { id } = parsed.data;
    const reply = (response: object) => process.send?.({ id, ...response });
    Promise.resolve()
      .then(() => handler(parsed.data))
      .then(
        (result) => reply({ result }),
        (error: unknown) => reply({ failure: String(error) }),
      );
  });
  // The channel alone must not keep the process alive.
  process.channel?.unref();
}
