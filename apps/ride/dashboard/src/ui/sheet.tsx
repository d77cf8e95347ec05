import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { AlertsPanel } from './alerts-panel.js';
import { useCell } from './cell.js';
import { useDesk } from './context.js';
import { FleetPanel } from './fleet-panel.js';
import { Icon, type IconName } from './icons.js';
import { Unread } from './panels.js';
import { UnicornCard } from './unicorn-card.js';
import { useNotice } from './use-notice.js';
import { useUnread } from './use-unread.js';

const tabs = ['fleet', 'alerts', 'card'] as const;
type Tab = (typeof tabs)[number];
type Size = 'peek' | 'half' | 'full';

const icons: Readonly<Record<Tab, IconName>> = { fleet: 'list', alerts: 'bell', card: 'unicorn' };
const larger: Readonly<Record<Size, Size>> = { peek: 'half', half: 'full', full: 'peek' };

/** On a small screen: one panel at a time, at the bottom, as high as one wants it. */
export function Sheet(): JSX.Element {
  const { t, ride } = useDesk();
  const selected = useCell(ride.selected);
  const hasNotice = useNotice()?.place === 'card';
  const [tab, setTab] = useState<Tab>('fleet');
  const [size, setSize] = useState<Size>('half');
  const unread = useUnread(tab === 'alerts' && size !== 'peek');
  const list = useRef<HTMLDivElement>(null);

  // What stands in the way is read first.
  useEffect(() => setSize(hasNotice ? 'peek' : 'half'), [hasNotice]);
  useEffect(() => {
    setTab((before) => (selected !== undefined ? 'card' : before === 'card' ? 'fleet' : before));
    if (selected !== undefined) setSize((before) => (before === 'peek' ? 'half' : before === 'full' ? 'half' : before));
  }, [selected]);

  const show = (next: Tab): void => {
    setTab(next);
    setSize((before) => (before === 'peek' ? 'half' : before));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const next = tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length];
    if (step === 0 || next === undefined) return;
    event.preventDefault();
    show(next);
    list.current?.querySelector<HTMLElement>(`#tab-${next}`)?.focus();
  };
  const titles: Readonly<Record<Tab, string>> = {
    fleet: t('fleet.title'),
    alerts: t('alerts.title'),
    card: t('card.title'),
  };
  return (
    <section class={`sheet sheet-${size} surface`} aria-label={t('sheet.title')}>
      <button
        type="button"
        class="sheet-grip"
        aria-label={size === 'full' ? t('sheet.shrink') : t('sheet.grow')}
        aria-expanded={size !== 'peek'}
        onClick={() => setSize(larger[size])}
      />
      <div ref={list} class="tabs" role="tablist" aria-label={t('sheet.title')} onKeyDown={onKeyDown}>
        {tabs.map((name) => (
          <button
            key={name}
            id={`tab-${name}`}
            type="button"
            role="tab"
            aria-selected={tab === name}
            aria-controls="tab-panel"
            tabIndex={tab === name ? 0 : -1}
            onClick={() => show(name)}
          >
            <Icon name={icons[name]} size={18} />
            <span>{titles[name]}</span>
            {name === 'alerts' && <Unread count={unread} />}
          </button>
        ))}
      </div>
      <div
        id="tab-panel"
        class={`tab-panel tab-panel-${tab}`}
        role="tabpanel"
        aria-labelledby={`tab-${tab}`}
        hidden={size === 'peek'}
      >
        {tab === 'fleet' && <FleetPanel />}
        {tab === 'alerts' && <AlertsPanel />}
        {tab === 'card' && <UnicornCard />}
      </div>
    </section>
  );
}
