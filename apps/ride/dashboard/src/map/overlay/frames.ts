/** Everything that the map asks the page's clock: one small thing to put another in its place. */
export interface Frames {
  /** Milliseconds, monotonic. */
  now(): number;
  /** Calls back before the next frame; returns how to cancel. */
  request(callback: () => void): () => void;
  after(millis: number, callback: () => void): () => void;
  isHidden(): boolean;
  /** Tells when the page is seen again; returns how to stop. */
  onShown(callback: () => void): () => void;
}

// Looked up at each call: tests put their own in the page, also later.
export const browserFrames: Frames = {
  now: () => performance.now(),
  request(callback) {
    const id = requestAnimationFrame(() => callback());
    return () => cancelAnimationFrame(id);
  },
  after(millis, callback) {
    const id = setTimeout(callback, millis);
    return () => clearTimeout(id);
  },
  isHidden: () => document.hidden,
  onShown(callback) {
    const listener = (): void => {
      if (!document.hidden) callback();
    };
    document.addEventListener('visibilitychange', listener);
    return () => document.removeEventListener('visibilitychange', listener);
  },
};
