import { isAppError } from '@/db/model/errors';
import { serve } from './index';

try {
  await serve({ env: process.env, root: process.cwd(), isDevelopment: true });
} catch (error) {
  if (isAppError(error)) console.error(error.message);
  else console.error(error);
  process.exit(1);
}
