'use client';

import { useEffect, useRef, useState } from 'react';
import { useAlert } from '../../_live/use-alert';
import { playTone } from '../_threats/tone';

const key = 'chancery.sound';

/** `waiting`: sound is on, but the browser blocks it until the user has clicked or typed on the page. */
export type Sound = 'muted' | 'on' | 'waiting';

/** The tone for new actual threats. Off by default; the choice is stored in this browser. */
export function useSound(): { sound: Sound; toggle(): void } {
  const [context, setContext] = useState<AudioContext | null>(null);
  const [isRunning, setRunning] = useState(false);
  const wasWoken = useRef(false);

  useEffect(() => {
    if (isStored()) setContext(new AudioContext());
  }, []);

  useEffect(() => {
    if (!context) return;
    const updateRunning = () => setRunning(context.state === 'running');
    const resume = () => {
      wasWoken.current = context.state !== 'running';
      if (wasWoken.current) void context.resume();
    };
    const listening = new AbortController();
    const { signal } = listening;
    context.addEventListener('statechange', updateRunning, { signal });
    for (const gesture of ['pointerdown', 'keydown']) document.addEventListener(gesture, resume, { signal });
    updateRunning();
    return () => listening.abort();
  }, [context]);

  useAlert(() => {
    if (context?.state === 'running') playTone(context);
  });

  return {
    sound: context === null ? 'muted' : isRunning ? 'on' : 'waiting',
    toggle() {
      // The first click unlocks the browser's sound. If it lands on this button, it must not switch the sound off.
      if (context && (wasWoken.current || context.state !== 'running')) {
        wasWoken.current = false;
        return;
      }
      store(context === null);
      if (context) {
        void context.close();
        return setContext(null);
      }
      const made = new AudioContext();
      setContext(made);
      // Played at once, so that users know the tone and that their speakers work.
      void made.resume().then(() => playTone(made));
    },
  };
}

function isStored(): boolean {
  try {
    return localStorage.getItem(key) === 'on';
  } catch {
    return false;
  }
}

function store(isOn: boolean): void {
  try {
    if (isOn) localStorage.setItem(key, 'on');
    else localStorage.removeItem(key);
  } catch {
    // Storage may be blocked. The choice then lasts until the page is left.
    return;
  }
}
