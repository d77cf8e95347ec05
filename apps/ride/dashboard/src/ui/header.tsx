import type { JSX } from 'preact';
import { useCell } from './cell.js';
import { useConnection, useDesk, usePulse } from './context.js';
import { Mark, Icon } from './icons.js';
import { BaseChoices, LanguageChoices, ThemeChoices } from './choices.js';
import { ConnectionPill } from './connection-pill.js';
import { Popover } from './popover.js';
import { sparkPath } from './plot.js';

/** Name, stream, how it goes, how much; and the page's own settings. */
export function Header({ isNarrow }: { readonly isNarrow: boolean }): JSX.Element {
  const { t, ride, open } = useDesk();
  const source = useCell(ride.source);
  return (
    <header class="header surface">
      <div class="brand">
        <Mark />
        <h1>
          {t('app.name')} <span class="visually-hidden">{t('app.title')}</span>
        </h1>
      </div>
      {source !== undefined && !isNarrow && (
        <p class="stream" title={source.streamName}>
          <span class="visually-hidden">{t('header.stream')} </span>
          {source.streamName}
        </p>
      )}
      <ConnectionPill />
      <Counts />
      {isNarrow ? (
        <button type="button" class="icon-button" aria-label={t('action.menu')} onClick={() => open('menu')}>
          <Icon name="menu" />
        </button>
      ) : (
        <Tools />
      )}
    </header>
  );
}

function Counts(): JSX.Element {
  const { t, ride, format } = useDesk();
  usePulse();
  const fleet = useCell(ride.fleet);
  const figures = fleet?.figures(ride.now());
  const seconds = figures?.perSecond ?? [];
  const now = seconds.at(-1) ?? 0;
  const most = Math.max(1, ...seconds);
  return (
    <div class="counts">
      <p class="count">
        <strong>{format.count(figures?.unicorns ?? 0)}</strong>{' '}
        {t('header.unicorns', { count: figures?.unicorns ?? 0 })}
      </p>
      <p class="count count-rate">
        <strong>{format.count(now)}</strong> {t('header.rate')}
      </p>
      <svg
        class="spark"
        viewBox="0 -1 88 26"
        role="img"
        aria-label={t('header.rateHistory', { now, most: Math.max(0, ...seconds) })}
        preserveAspectRatio="none"
      >
        {seconds.length > 1 && <path class="spark-area" d={`${sparkPath(seconds, 88, 24, most)}V24H0z`} />}
        <path class="spark-line" d={sparkPath(seconds, 88, 24, most)} />
      </svg>
    </div>
  );
}

function Tools(): JSX.Element {
  const { t, preferences, open } = useDesk();
  const isDebugging = useCell(preferences.isDebugging);
  const connection = useConnection();
  return (
    <div class="tools">
      <LanguageChoices />
      <Popover icon="theme" label={t('theme.title')}>
        {() => <ThemeChoices />}
      </Popover>
      <Popover icon="layers" label={t('base.title')}>
        {() => <BaseChoices />}
      </Popover>
      <Tool
        icon="source"
        label={t('action.source')}
        onClick={() => open('source')}
        isMarked={connection.kind === 'idle'}
      />
      <button
        type="button"
        class="icon-button"
        aria-pressed={isDebugging}
        aria-label={t('action.debug')}
        aria-keyshortcuts="d"
        title={`${t('action.debug')} (d)`}
        onClick={() => preferences.toggleDebug()}
      >
        <Icon name="debug" />
      </button>
      <Tool icon="help" label={t('action.help')} shortcut="?" onClick={() => open('help')} />
    </div>
  );
}

interface ToolProps {
  readonly icon: Parameters<typeof Icon>[0]['name'];
  readonly label: string;
  readonly shortcut?: string;
  readonly isMarked?: boolean;
  readonly onClick: () => void;
}

function Tool({ icon, label, shortcut, isMarked = false, onClick }: ToolProps): JSX.Element {
  return (
    <button
      type="button"
      class={isMarked ? 'icon-button is-marked' : 'icon-button'}
      aria-label={label}
      aria-keyshortcuts={shortcut}
      title={shortcut === undefined ? label : `${label} (${shortcut})`}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
}
