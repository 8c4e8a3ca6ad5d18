const browsers = [
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Chrome|Chromium|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
] as const;
const systems = [
  [/\bAndroid\b/, 'Android'],
  [/\b(?:iPhone|iPad)\b/, 'iOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
] as const;
const maxLength = 60;

/**
 * The browser and system in a User-Agent header, "Firefox · Windows"; unknown programs are shown as they are, null if
 * there is none.
 */
export function browserName(agent: string | null): string | null {
  if (agent === null || agent.trim() === '') return null;
  const parts = [browsers, systems].flatMap((known) => known.find(([sign]) => sign.test(agent))?.[1] ?? []);
  return parts.length > 0 ? parts.join(' · ') : agent.slice(0, maxLength);
}
