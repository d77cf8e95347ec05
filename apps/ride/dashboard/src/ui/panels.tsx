import type { ComponentChildren, JSX } from 'preact';
import { useId, useState } from 'preact/hooks';
import { AlertsPanel } from './alerts-panel.js';
import { useCell } from './cell.js';
import { useDesk } from './context.js';
import { FleetPanel } from './fleet-panel.js';
import { Icon, type IconName } from './icons.js';
import { UnicornCard } from './unicorn-card.js';
import { useUnread } from './use-unread.js';

/** On a wide screen: the fleet on the left, the chosen one and the alerts on the right. */
export function Panels(): JSX.Element {
  const { t, ride } = useDesk();
  const selected = useCell(ride.selected);
  const hasMap = useCell(ride.isMapThere);
  return (
    <>
      <div class="column column-left">
        <Panel
          title={t('fleet.title')}
          icon="list"
          name="fleet"
          tools={
            hasMap && (
              <button
                type="button"
                class="icon-button small"
                aria-label={t('action.fit')}
                title={`${t('action.fit')} (a)`}
                onClick={() => ride.fit()}
              >
                <Icon name="fit" size={16} />
              </button>
            )
          }
        >
          <FleetPanel />
        </Panel>
      </div>
      <div class="column column-right">
        {selected !== undefined && (
          <div class="panel panel-card surface">
            <UnicornCard />
          </div>
        )}
        <AlertsFrame />
      </div>
    </>
  );
}

function AlertsFrame(): JSX.Element {
  const { t } = useDesk();
  const [isOpen, setOpen] = useState(true);
  const unread = useUnread(isOpen);
  return (
    <Panel
      title={t('alerts.title')}
      icon="bell"
      name="alerts"
      isOpen={isOpen}
      onOpen={setOpen}
      badge={<Unread count={unread} />}
    >
      <AlertsPanel />
    </Panel>
  );
}

/** How many alerts nobody has looked at. */
export function Unread({ count }: { readonly count: number }): JSX.Element | null {
  const { t, format } = useDesk();
  if (count === 0) return null;
  return (
    <span class="badge badge-unread">
      <span aria-hidden="true">{count > 99 ? '99+' : format.count(count)}</span>
      <span class="visually-hidden">{t('alerts.unread', { count })}</span>
    </span>
  );
}

interface PanelProps {
  readonly title: string;
  readonly icon: IconName;
  readonly name: string;
  readonly tools?: ComponentChildren;
  readonly badge?: ComponentChildren;
  readonly isOpen?: boolean;
  readonly onOpen?: (isOpen: boolean) => void;
  readonly children: ComponentChildren;
}

function Panel({ title, icon, name, tools, badge, isOpen, onOpen, children }: PanelProps): JSX.Element {
  const { t } = useDesk();
  const [isOwnOpen, setOwnOpen] = useState(true);
  const isShown = isOpen ?? isOwnOpen;
  const id = useId();
  const label = isShown ? t('action.hide', { panel: title }) : t('action.show', { panel: title });
  return (
    <section class={`panel panel-${name} surface`} aria-labelledby={`${id}-title`}>
      <header class="panel-head">
        <Icon name={icon} size={16} />
        <h2 id={`${id}-title`}>{title}</h2>
        {badge}
        <span class="panel-tools">
          {tools}
          <button
            type="button"
            class={isShown ? 'icon-button small is-open' : 'icon-button small'}
            aria-label={label}
            title={label}
            aria-expanded={isShown}
            onClick={() => (onOpen ?? setOwnOpen)(!isShown)}
          >
            <Icon name="chevron" size={16} />
          </button>
        </span>
      </header>
      {isShown && <div class="panel-body">{children}</div>}
    </section>
  );
}
