/** Two short rising notes with a soft attack and release: audible across a room, but not a siren. */
const notes = [
  { hertz: 660, at: 0 },
  { hertz: 880, at: 0.22 },
];
const seconds = 0.18;
const loudness = 0.25;

export function playTone(context: AudioContext): void {
  for (const { hertz, at } of notes) {
    const start = context.currentTime + at;
    const note = context.createOscillator();
    const gain = context.createGain();
    note.frequency.value = hertz;
    gain.gain.setValueAtTime(0, start);
    gain.gain.linearRampToValueAtTime(loudness, start + 0.02);
    gain.gain.linearRampToValueAtTime(0, start + seconds);
    note.connect(gain).connect(context.destination);
    note.start(start);
    note.stop(start + seconds);
  }
}
