export type Origins = {
  allowsHost(host: string | undefined): boolean;
  /** Is it ours? Missing and "null" are not. */
  allowsOrigin(origin: string | undefined): boolean;
};

const loopbackNames = ['localhost', '127.0.0.1', '[::1]'];

/**
 * The hosts and origins under which this server is reached: PUBLIC_URL, and since it is bound to loopback
 * only, each loopback name with the port that it listens on and with PUBLIC_URL's, if that is one of them.
 */
export function createOrigins(publicUrl: URL, bound: { host: string; port: number }): Origins {
  const own = bound.host.includes(':') ? `[${bound.host}]` : bound.host;
  const names = [...new Set([...loopbackNames, own])];
  const urls = [
    publicUrl,
    ...names.map((name) => new URL(`http://${name}:${bound.port}`)),
    ...(names.includes(publicUrl.hostname) ? names.map((name) => renamed(publicUrl, name)) : []),
  ];
  const hosts = new Set(urls.flatMap((url) => [url.host, `${url.hostname}:${portOf(url)}`]));
  const origins = new Set(urls.map((url) => url.origin));
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
