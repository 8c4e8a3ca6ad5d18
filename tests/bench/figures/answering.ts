import * as z from 'zod';

const question = z.looseObject({ id: z.number(), ask: z.string() });

/** The other end of `Child.ask`: answers the questions of the process that started this one. */
export function answering(answers: Record<string, (asked: Record<string, unknown>) => unknown>): void {
  process.on('message', (message: unknown) => {
    const asked = question.safeParse(message);
    const answer = asked.success ? answers[asked.data.ask] : undefined;
    if (!asked.success || !answer) return;
    const { id } = asked.data;
    const reply = (message: object) => process.send?.({ id, ...message });
    Promise.resolve()
      .then(() => answer(asked.data))
      .then(
        (value) => reply({ answer: value }),
        (error: unknown) => reply({ failure: String(error) }),
      );
  });
  // Who only answers does not keep the process alive.
  process.channel?.unref();
}
