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
      data-print="no"
      onClick={toggle}
      data-tip={t(sound === 'muted' ? 'switchOn' : 'switchOff')}
      className={`ms-auto inline-flex min-h-7 cursor-pointer items-center gap-1.5 rounded-control px-1.5 -me-1.5 text-small hover:bg-raise hover:text-ink ${
        sound === 'waiting' ? 'font-medium text-amber' : 'text-ink-2'
      }`}
    >
      <Icon aria-hidden className="size-4" />
      {/* What the browser blocks is said in words; otherwise the icon says enough. */}
      <span className={sound === 'waiting' ? undefined : 'sr-only'}>{t(sound)}</span>
    </button>
  );
}
