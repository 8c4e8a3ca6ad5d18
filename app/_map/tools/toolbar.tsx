'use client';

import { Globe, Maximize, Minus, Plus, SquareDashedMousePointer } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';

type ToolbarProps = {
  onZoom: (by: number) => void;
  onFit: () => void;
  onWorld: () => void;
  isBoxing: boolean;
  /** Null where no box can be drawn. */
  onBoxing: (() => void) | null;
};

export function Toolbar({ onZoom, onFit, onWorld, isBoxing, onBoxing }: ToolbarProps) {
  const t = useTranslations('map');
  return (
    <div role="toolbar" aria-label={t('tools')} data-control="" className="map-tools">
      <Tool label={t('zoomIn')} onClick={() => onZoom(1)}>
        <Plus aria-hidden />
      </Tool>
      <Tool label={t('zoomOut')} onClick={() => onZoom(-1)}>
        <Minus aria-hidden />
      </Tool>
      <Tool label={t('fit')} onClick={onFit}>
        <Maximize aria-hidden />
      </Tool>
      <Tool label={t('world')} onClick={onWorld}>
        <Globe aria-hidden />
      </Tool>
      {onBoxing && (
        <Tool label={t('drawBox')} isPressed={isBoxing} onClick={onBoxing}>
          <SquareDashedMousePointer aria-hidden />
        </Tool>
      )}
    </div>
  );
}

type ToolProps = { label: string; isPressed?: boolean; onClick: () => void; children: ReactNode };

function Tool({ label, isPressed, onClick, children }: ToolProps) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-pressed={isPressed}
      data-tip={label}
      className="map-tool"
      onClick={onClick}
    >
      {children}
    </button>
  );
}
