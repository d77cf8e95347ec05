import { useEffect, useRef, useState } from 'preact/hooks';
import { useDesk } from './context.js';

/** Counts the alerts that came while nobody could see them. */
export function useUnread(isSeen: boolean): number {
  const { ride } = useDesk();
  const [unread, setUnread] = useState(0);
  const seen = useRef(isSeen);
  seen.current = isSeen;
  useEffect(() => {
    if (isSeen) setUnread(0);
  }, [isSeen]);
  useEffect(() => ride.source.subscribe(() => setUnread(0)), [ride]);
  useEffect(
    () =>
      ride.onAlerts((_, count) => {
        if (!seen.current) setUnread((before) => before + count);
      }),
    [ride],
  );
  return unread;
}
