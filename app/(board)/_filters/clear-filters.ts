const channelName = 'board filters';

/** Clears the filter of every board and map that is open in this browser, as at the change of shift. */
export function clearBoardFilters(): void {
  const channel = new BroadcastChannel(channelName);
  channel.postMessage(null);
  channel.close();
}

/** Calls `clear` when the filters of all boards are to be cleared. Returns what ends that. */
export function onFiltersCleared(clear: () => void): () => void {
  const channel = new BroadcastChannel(channelName);
  channel.onmessage = clear;
  return () => channel.close();
}
