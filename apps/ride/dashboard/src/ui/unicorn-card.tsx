import type { ComponentChildren, JSX } from 'preact';
import type { Unicorn } from '../contracts.js';
import { useCell } from './cell.js';
import { useDesk, usePulse } from './context.js';
import { heading, position } from './format.js';
import { HistoryPlot } from './history-plot.js';
import { Icon } from './icons.js';
import { shownName } from './shown-name.js';

/** The selected unicorn, as it was last seen. */
export function UnicornCard(): JSX.Element {
  const { t, ride } = useDesk();
  usePulse();
  const name = useCell(ride.selected);
  const fleet = useCell(ride.fleet);
  if (name === undefined) return <p class="nothing">{t('card.none')}</p>;
  const unicorn = fleet?.unicorns.get(name);
  return (
    <article class="card" aria-labelledby="card-name">
      <CardHead name={name} unicorn={unicorn} />
      {unicorn === undefined ? (
        <p class="nothing">{t('card.gone', { name: shownName(name) })}</p>
      ) : (
        <CardBody unicorn={unicorn} />
      )}
    </article>
  );
}

function CardHead({ name, unicorn }: { readonly name: string; readonly unicorn: Unicorn | undefined }): JSX.Element {
  const { t, ride } = useDesk();
  const isFollowing = useCell(ride.isFollowing);
  const hasMap = useCell(ride.isMapThere);
  return (
    <header class="card-head">
      <div class="card-name">
        <h2 id="card-name" title={name}>
          {shownName(name)}
        </h2>
        {unicorn?.isLow === true && (
          <span class="badge badge-low">
            <Icon name="low" size={12} />
            {t('card.low')}
          </span>
        )}
        {unicorn?.isFading === true && <span class="badge">{t('card.fading')}</span>}
      </div>
      {hasMap && unicorn !== undefined && (
        <button
          type="button"
          class="quiet-button"
          aria-pressed={isFollowing}
          title={`${t('card.follow')} (f)`}
          aria-keyshortcuts="f"
          onClick={() => ride.follow(!isFollowing)}
        >
          <Icon name="follow" size={16} />
          {t('card.follow')}
        </button>
      )}
      <button
        type="button"
        class="icon-button"
        aria-label={t('action.close')}
        title={`${t('action.close')} (Esc)`}
        onClick={() => ride.select(undefined)}
      >
        <Icon name="close" />
      </button>
    </header>
  );
}

function CardBody({ unicorn }: { readonly unicorn: Unicorn }): JSX.Element {
  const { t, format, ride } = useDesk();
  return (
    <>
      <dl class="vitals">
        <Vital label={t('card.speed')}>
          {format.mph(unicorn.speed)} <small>{t('card.mph')}</small>
        </Vital>
        <Vital label={t('card.health')} kind={unicorn.isLow ? 'low' : 'health'}>
          {format.count(unicorn.health)}
        </Vital>
        <Vital label={t('card.magic')} kind="magic">
          {format.count(unicorn.magic)}
        </Vital>
      </dl>
      <HistoryPlot history={unicorn.history} now={ride.now()} />
      <dl class="facts">
        <Fact label={t('card.heading')}>
          <svg class="needle" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
            <path d="M8 1.500L12.500 14L8 11.200L3.500 14z" transform={`rotate(${unicorn.bearing} 8 8)`} />
          </svg>
          {heading(t, unicorn.bearing)}
        </Fact>
        <Fact label={t('card.position')}>{position(t, unicorn)}</Fact>
        <Fact label={t('card.readings')}>{format.count(unicorn.readings)}</Fact>
        <Fact label={t('card.seen')}>
          <time dateTime={new Date(unicorn.lastSeen).toISOString()} title={format.clock(unicorn.lastSeen)}>
            {format.ago(ride.now() - unicorn.lastSeen)}
          </time>
        </Fact>
      </dl>
    </>
  );
}

interface VitalProps {
  readonly label: string;
  readonly kind?: 'health' | 'magic' | 'low';
  readonly children: ComponentChildren;
}

const Vital = ({ label, kind, children }: VitalProps): JSX.Element => (
  <div class={kind === undefined ? 'vital' : `vital vital-${kind}`}>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
);

const Fact = ({ label, children }: { readonly label: string; readonly children: ComponentChildren }): JSX.Element => (
  <div>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
);
