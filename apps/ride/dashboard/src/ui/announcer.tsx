import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Translate } from '../i18n/translate.js';
import { Announcements, type Announcement } from './announcements.js';
import { useCell } from './cell.js';
import { useConnection, useDesk } from './context.js';

/** Says politely to those who listen what the others see: alerts, the connection, and who is selected. */
export function Announcer(): JSX.Element {
  const { t, ride } = useDesk();
  const announcements = useRef(new Announcements()).current;
  const [alerts, setAlerts] = useState('');
  const source = useCell(ride.source);
  const selected = useCell(ride.selected);
  const { kind } = useConnection();

  useEffect(() => announcements.clear(), [announcements, source]);
  useEffect(() => ride.onAlerts((fresh, count) => announcements.offer(fresh, count)), [announcements, ride]);
  useEffect(
    () =>
      ride.pulse.subscribe(() => {
        const announcement = announcements.take(performance.now());
        if (announcement !== undefined) setAlerts(inWords(t, announcement));
      }),
    [announcements, ride, t],
  );

  return (
    <div class="visually-hidden">
      <p role="status">{t('announce.connection', { state: t(`pill.${kind}`) })}</p>
      <p role="log" aria-live="polite" aria-atomic="true">
        {alerts}
      </p>
      <p role="status">{selected === undefined ? '' : t('announce.selected', { name: selected })}</p>
    </div>
  );
}

function inWords(t: Translate, announcement: Announcement): string {
  if (announcement.kind === 'total') return t('alerts.unread', { count: announcement.count });
  if (announcement.kind === 'each') {
    return announcement.alerts
      .map(({ kind, name, health }) =>
        kind === 'low' ? t('announce.low', { name, health }) : t(`announce.${kind}`, { name }),
      )
      .join('. ');
  }
  const { low, recovered, silent, returned } = announcement.counts;
  return [
    low > 0 && t('announce.manyLow', { count: low }),
    recovered > 0 && t('announce.manyRecovered', { count: recovered }),
    silent > 0 && t('announce.manySilent', { count: silent }),
    returned > 0 && t('announce.manyReturned', { count: returned }),
  ]
    .filter((words) => words !== false)
    .join('. ');
}
