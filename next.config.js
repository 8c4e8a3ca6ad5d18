import createNextIntlPlugin from 'next-intl/plugin';

/** @type {import('next').NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  // Next allows only its configured host name in development. None is configured, because an IP address breaks rewrites.
  allowedDevOrigins: ['127.0.0.1', '[::1]'],
  devIndicators: false,
  agentRules: false,
  // No page needs the image optimizer, and it has been attacked (GHSA-2xp9-vwfh-vxw4).
  images: { unoptimized: true },
  // `npm test` checks all types, so that `npm start` does not have to wait for it.
  typescript: { ignoreBuildErrors: true },
  // Next serves public/ with max-age=0. A changed font gets a new file name; a flag may change in place.
  headers: async () => [
    {
      source: '/fonts/:file*',
      headers: [{ key: 'Cache-Control', value: 'public, max-age=31536000, immutable' }],
    },
    { source: '/flags/:file*', headers: [{ key: 'Cache-Control', value: 'public, max-age=604800' }] },
    { source: '/basemap/:file*', headers: [{ key: 'Cache-Control', value: 'public, max-age=604800' }] },
  ],
};

// Messages are compiled at build time, so that the browser needs no ICU parser (8 KB of gzip per page).
const withMessages = createNextIntlPlugin({
  requestConfig: './app/_i18n/request.ts',
  experimental: {
    messages: { path: './app/_i18n/messages', format: 'json', locales: ['en', 'tr', 'ru'], precompile: true },
  },
});

export default withMessages(config);
