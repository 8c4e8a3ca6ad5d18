'use client';

import { useEffect, useRef, useState } from 'react';
import { useAlert } from '../../_live/use-alert';
import { playTone } from './tone';

const key = 'chancery.sound';

/** `waiting`: it is on, but the browser gives no sound until the page has been clicked or typed in. */
export type Sound = 'muted' | 'on' | 'waiting';

/** The tone of new actual threats: off until it is switched on, and remembered by this browser. */
export function useSound(): { sound: Sound; toggle(): void } {
  const [context, setContext] = useState<AudioContext | null>(null);
  const [isRunning, setRunning] = useState(false);
  const wasWoken = useRef(false);

  useEffect(() => {
    if (isKept()) setContext(new AudioContext());
  }, []);

  useEffect(() => {
    if (!context) return;
    const tell = () => setRunning(context.state === 'running');
    const resume = () => {
      wasWoken.current = context.state !== 'running';
      if (wasWoken.current) void context.resume();
    };
    const listening = new AbortController();
    const { signal } = listening;
    context.addEventListener('statechange', tell, { signal });
    for (const gesture of ['pointerdown', 'keydown']) document.addEventListener(gesture, resume, { signal });
    tell();
    return () => listening.abort();
  }, [context]);

  useAlert(() => {
    if (context?.state === 'running') playTone(context);
  });

  return {
    sound: context === null ? 'muted' : isRunning ? 'on' : 'waiting',
    toggle() {
      // The press that gave the page its sound asks for sound, also where it falls on this very button.
      if (context && (wasWoken.current || context.state !== 'running')) {
        wasWoken.current = false;
        return;
      }
      keep(context === null);
      if (context) {
        void context.close();
        return setContext(null);
      }
      const made = new AudioContext();
      setContext(made);
      // Heard at once, so that one knows what to listen for and that the loudspeaker works.
      void made.resume().then(() => playTone(made));
    },
  };
}

function isKept(): boolean {
  try {
    return localStorage.getItem(key) === 'on';
  } catch {
    return false;
  }
}

function keep(isOn: boolean): void {
  try {
    if (isOn) localStorage.setItem(key, 'on');
    else localStorage.removeItem(key);
  } catch {
    // Storage may be refused: the choice then lasts as long as the page.
    return;
  }
}
