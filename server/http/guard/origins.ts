export type Origins = {
  allowsHost(host: string | undefined): boolean;
  /** Is it an origin of this server? Missing and "null" are not. */
  allowsOrigin(origin: string | undefined): boolean;
};

const loopbackNames = ['localhost', '127.0.0.1', '[::1]'];

/** Can the host only be reached from this machine? */
export function isLoopback(host: string): boolean {
  return /^(localhost|\[?::1\]?|127\.\d{1,3}\.\d{1,3}\.\d{1,3})$/.test(host);
}

/**
 * The hosts and origins of this server: PUBLIC_URL and, while it is bound to loopback, each loopback name with the port
 * that it listens on, and with the port of PUBLIC_URL if that has a loopback name.
 */
export function createOrigins(publicUrl: URL, bound: { host: string; port: number }): Origins {
  const here = isLoopback(bound.host) ? loopbackUrls(publicUrl, bound) : [publicUrl];
  // Behind a proxy, health checks may still use the loopback host, but a page of that origin is not trusted.
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
