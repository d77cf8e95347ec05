import type { JSX } from 'preact';
import type { Alert } from '../contracts.js';
import { useCell } from './cell.js';
import { useDesk, usePulse } from './context.js';
import { Icon } from './icons.js';
import { shownName } from './shown-name.js';

/** No one reads further; a list that is longer only costs. */
const SHOWN = 60;

/** What happened, the newest first. */
export function AlertsPanel(): JSX.Element {
  const { t, ride } = useDesk();
  usePulse();
  const fleet = useCell(ride.fleet);
  const alerts = fleet?.alerts ?? [];
  if (alerts.length === 0) return <p class="nothing">{t('alerts.none')}</p>;
  const newestFirst = alerts.toSorted((a, b) => b.id - a.id);
  return (
    <>
      <ol class="alerts">
        {newestFirst.slice(0, SHOWN).map((alert) => (
          <AlertItem key={alert.id} alert={alert} />
        ))}
      </ol>
      {alerts.length > SHOWN && <p class="nothing">{t('alerts.older', { count: alerts.length - SHOWN })}</p>}
    </>
  );
}

function AlertItem({ alert }: { readonly alert: Alert }): JSX.Element {
  const { t, format, ride } = useDesk();
  const { kind, name, at, health } = alert;
  return (
    <li>
      <button type="button" class={`alert alert-${kind}`} onClick={() => ride.visit(name)}>
        <Icon name={kind} size={18} />
        <span class="alert-words">
          <strong>{shownName(name)}</strong>
          <span>
            {t(`alerts.${kind}`)}
            {(kind === 'low' || kind === 'recovered') && <> · {t('alerts.health', { health })}</>}
          </span>
        </span>
        <time dateTime={new Date(at).toISOString()}>{format.clock(at)}</time>
      </button>
    </li>
  );
}
