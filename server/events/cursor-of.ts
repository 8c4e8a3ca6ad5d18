import type { Principal } from '@/db/model/access/principal';
import type { Position } from '@/db/store';
import { audienceOf, sealFreshCursor } from '../live/cursor';
import type { Services } from '../services';

/** The cursor of a position for this reader. Connecting with it delivers the changes after the position. */
export function cursorOf({ seal, epoch }: Services, who: Principal, position: Position): string {
  return sealFreshCursor(seal, { ...position, epoch, audience: audienceOf(who) });
}
