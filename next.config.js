import createNextIntlPlugin from 'next-intl/plugin';

/** @type {import('next').NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  // Next allows development only from the host name it was told, and it is told none (an address breaks rewrites).
  allowedDevOrigins: ['127.0.0.1', '[::1]'],
  devIndicators: false,
  agentRules: false,
  // Types are checked by `npm test`, tests and tools included; `npm start` on somebody's machine need not wait for it.
  typescript: { ignoreBuildErrors: true },
};

export default createNextIntlPlugin('./app/_i18n/request.ts')(config);
