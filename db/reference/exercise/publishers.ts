/** Who reports in the scenario. None of them exists, and none has a name of a real medium. */
const publishers = {
  mission: 'Mission security officer',
  liaison: 'Host police liaison',
  guard: 'Guard post',
  partner: 'Partner service',
  monitor: 'Open-source monitor',
  wire: 'Harbour Wire',
  gazette: 'Quarter Gazette',
  drivers: 'Drivers’ desk',
  neighbour: 'Neighbour',
} as const;

export function publisherOf(key: string): string {
  const found = Object.entries(publishers).find(([name]) => name === key);
  if (!found) throw new Error(`The exercise knows no publisher ${key}`);
  return found[1];
}
