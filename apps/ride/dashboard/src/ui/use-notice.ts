import { useEffect, useState } from 'preact/hooks';
import { useDesk } from './context.js';
import { noticeFor, type Notice } from './notice.js';

/** What stands over the map now. */
export function useNotice(): Notice | undefined {
  const { ride, dialog } = useDesk();
  const look = (): Notice | undefined =>
    noticeFor({
      connection: ride.connection.value,
      hasUnicorns: (ride.fleet.value?.unicorns.size ?? 0) > 0,
      emptyMillis: ride.emptyMillis(),
      isAsking: dialog.value === 'source',
    });
  const [notice, setNotice] = useState(look);
  useEffect(() => {
    const update = (): void =>
      setNotice((before) => {
        const now = look();
        return before?.about === now?.about && before?.place === now?.place ? before : now;
      });
    update();
    const ends = [ride.pulse.subscribe(update), ride.connection.subscribe(update), dialog.subscribe(update)];
    return () => ends.forEach((end) => end());
  }, [ride, dialog]);
  return notice;
}
