import { test } from '@playwright/test';
import * as fc from 'fast-check';

/**
 * `fc.assert` in one step of the test. Outside a step the runner walks all earlier steps at each `expect`, so the time
 * of a property with thousands of them grows with the square of their number.
 */
export function assertProperty<T>(
  property: fc.IRawProperty<T>,
  parameters?: fc.Parameters<T>,
): Promise<void> {
  return test.step('generated values', async () => {
    await fc.assert(property, parameters);
  });
}
