import { serve } from './index';

try {
  await serve({ env: process.env, root: process.cwd(), isDevelopment: true });
} catch (error) {
  console.error(error instanceof Error && 'isAdvice' in error ? error.message : error);
  process.exit(1);
}
