/** A possible recipient. */
export type Person = { id: string; name: string };

/** All users by name. @throws if the server does not answer or the answer is invalid */
export async function fetchPeople(signal: AbortSignal): Promise<Person[]> {
  const response = await fetch('/api/people', { signal, cache: 'no-store' });
  if (!response.ok) throw new Error(`The people could not be read: ${response.status}`);
  const { items }: { items: Person[] } = await response.json();
  return items;
}

export function namesOfPeople(people: readonly Person[]): Record<string, string> {
  return Object.fromEntries(people.map(({ id, name }) => [id, name]));
}
