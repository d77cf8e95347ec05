import type { JSX } from 'preact';
import { useCell } from './cell.js';
import { BaseChoices, LanguageChoices, ThemeChoices } from './choices.js';
import { useDesk } from './context.js';
import { Dialog } from './dialog.js';
import { Icon } from './icons.js';

/** On a small screen: what stands in the header elsewhere. */
export function MenuDialog({ onClose }: { readonly onClose: () => void }): JSX.Element {
  const { t, open, preferences, ride } = useDesk();
  const isDebugging = useCell(preferences.isDebugging);
  const hasMap = useCell(ride.isMapThere);
  const source = useCell(ride.source);
  return (
    <Dialog name="menu" title={t('action.menu')} onClose={onClose}>
      <div class="menu">
        {source !== undefined && (
          <p class="menu-stream">
            {t('header.stream')} <strong>{source.streamName}</strong>
          </p>
        )}
        <button type="button" class="menu-item" onClick={() => open('source')}>
          <Icon name="source" />
          {t('action.source')}
        </button>
        {hasMap && (
          <button
            type="button"
            class="menu-item"
            onClick={() => {
              ride.fit();
              onClose();
            }}
          >
            <Icon name="fit" />
            {t('action.fit')}
          </button>
        )}
        <button
          type="button"
          class="menu-item"
          aria-pressed={isDebugging}
          onClick={() => {
            preferences.toggleDebug();
            onClose();
          }}
        >
          <Icon name="debug" />
          {t('action.debug')}
        </button>
        <button type="button" class="menu-item" onClick={() => open('help')}>
          <Icon name="help" />
          {t('action.help')}
        </button>
        <div class="menu-item menu-language">
          <Icon name="globe" />
          {t('language.title')}
          <LanguageChoices />
        </div>
        <ThemeChoices />
        <BaseChoices />
      </div>
    </Dialog>
  );
}
