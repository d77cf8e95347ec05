import { useCallback, useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';

/**
 * The parameters of the page's address, and how they are changed: `change((before) => { before.set('tab', 'x'); })`. A change is there at once, while the
 * router follows a moment later: what somebody types into a field must not wait for it.
 */
export function useAddress(): readonly [URLSearchParams, (change: (parameters: URLSearchParams) => void) => void] {
  const [arrived, setParameters] = useSearchParams();
  const [now, setNow] = useState(arrived);
  const latest = useRef(now);
  const written = useRef<string>(undefined);
  useEffect(() => {
    const text = arrived.toString();
    // On its way to what was written last there may be others before it.
    if (written.current !== undefined && written.current !== text) return;
    written.current = undefined;
    if (latest.current.toString() === text) return;
    latest.current = arrived;
    setNow(arrived);
  }, [arrived]);
  const change = useCallback(
    (make: (parameters: URLSearchParams) => void) => {
      const next = new URLSearchParams(latest.current);
      make(next);
      if (next.toString() === latest.current.toString()) return;
      latest.current = next;
      written.current = next.toString();
      setNow(next);
      setParameters(next, { replace: true });
    },
    [setParameters],
  );
  return [now, change];
}
