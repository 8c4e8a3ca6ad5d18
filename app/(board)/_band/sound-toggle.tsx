'use client';

import { Volume2, VolumeX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useSound } from './use-sound';

/** Shows whether sound is on and toggles it. */
export function SoundToggle() {
  const t = useTranslations('board.sound');
  const { sound, toggle } = useSound();
  const Icon = sound === 'on' ? Volume2 : VolumeX;
  return (
    <button
      type="button"
      onClick={toggle}
      data-tip={t(sound === 'muted' ? 'switchOn' : 'switchOff')}
      className={`inline-flex min-h-7 cursor-pointer items-center gap-1.5 self-center rounded-control px-1.5 -me-1.5 hover:bg-raise hover:text-ink max-sm:absolute max-sm:end-3.5 max-sm:top-2.5 ${
        sound === 'waiting' ? 'font-medium text-amber' : 'text-ink-2'
      }`}
    >
      <Icon aria-hidden className="size-4" />
      <span className="max-sm:sr-only">{t(sound)}</span>
    </button>
  );
}
