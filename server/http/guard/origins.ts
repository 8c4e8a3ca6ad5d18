export type Origins = {
  allowsHost(host: string | undefined): boolean;
  /** Is it ours? Missing and "null" are not. */
  allowsOrigin(origin: string | undefined): boolean;
};

const loopbackNames = ['localhost', '127.0.0.1', '[::1]'];

/** Does a host name this machine alone? */
export function isLoopback(host: string): boolean {
  return /^(localhost|\[?::1\]?|127\.\d{1,3}\.\d{1,3}\.\d{1,3})$/.test(host);
}

/**
 * The hosts and origins under which this server is reached: PUBLIC_URL, and while it is bound to loopback,
 * each loopback name with the port that it listens on and with PUBLIC_URL's, if that is one of them.
 */
export function createOrigins(publicUrl: URL, bound: { host: string; port: number }): Origins {
  const here = isLoopback(bound.host) ? loopbackUrls(publicUrl, bound) : [publicUrl];
  // Behind a proxy this machine still asks for its health; a page of it is none of ours.
  return originsOf(here, isLoopback(publicUrl.hostname) ? here : [publicUrl]);
}

function loopbackUrls(publicUrl: URL, bound: { host: string; port: number }): URL[] {
  const own = bound.host.includes(':') ? `[${bound.host}]` : bound.host;
  const names = [...new Set([...loopbackNames, own])];
  return [
    publicUrl,
    ...names.map((name) => new URL(`http://${name}:${bound.port}`)),
    ...(names.includes(publicUrl.hostname) ? names.map((name) => renamed(publicUrl, name)) : []),
  ];
}

function originsOf(reached: readonly URL[], trusted: readonly URL[]): Origins {
  const hosts = new Set(reached.flatMap((url) => [url.host, `${url.hostname}:${portOf(url)}`]));
  const origins = new Set(trusted.map((url) => url.origin));
  return {
    allowsHost: (host) => host !== undefined && hosts.has(host.toLowerCase()),
    allowsOrigin: (origin) => origin !== undefined && origins.has(origin),
  };
}

function renamed(url: URL, hostname: string): URL {
  return new URL(`${url.protocol}//${hostname}:${portOf(url)}`);
}

function portOf(url: URL): string {
  return url.port || (url.protocol === 'https:' ? '443' : '80');
}
