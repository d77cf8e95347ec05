import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { Announcer } from './announcer.js';
import { cell, useCell } from './cell.js';
import { DeskContext, useDesk, useMedia, wordsOf, type Desk, type DialogName } from './context.js';
import { DebugOverlay } from './debug-overlay.js';
import { Header } from './header.js';
import { HelpDialog } from './help-dialog.js';
import { useKeys } from './keys.js';
import { MapFrame } from './map-frame.js';
import { MenuDialog } from './menu-dialog.js';
import { Panels } from './panels.js';
import type { Preferences } from './preferences.js';
import type { Ride } from './ride.js';
import { Sheet } from './sheet.js';
import { StartDialog } from './start-dialog.js';
import { StateNotice } from './state-notice.js';
import { usePageTitle } from './page-title.js';

/** Below this width there is one panel at a time, at the bottom. */
const NARROW = '(max-width: 700px)';

interface AppProps {
  readonly ride: Ride;
  readonly preferences: Preferences;
  /** Opened at first: the form where nobody said what to read. */
  readonly opens: DialogName | undefined;
}

/** The page: the map fills it, the rest floats. */
export function App({ ride, preferences, opens }: AppProps): JSX.Element {
  const language = useCell(preferences.language);
  const dialog = useState(() => cell<DialogName | undefined>(opens))[0];
  const desk = useMemo<Desk>(
    () => ({ ride, preferences, dialog, ...wordsOf(language), open: (name) => dialog.set(name) }),
    [ride, preferences, dialog, language],
  );
  return (
    <DeskContext.Provider value={desk}>
      <Page />
    </DeskContext.Provider>
  );
}

function Page(): JSX.Element {
  const { t, preferences } = useDesk();
  const isNarrow = useMedia(NARROW);
  const isDebugging = useCell(preferences.isDebugging);
  usePageTitle();
  useKeys();
  return (
    <>
      <a
        class="skip surface"
        href="#fleet"
        onClick={(event) => {
          event.preventDefault();
          document.getElementById('fleet')?.focus();
        }}
      >
        {t('app.skip')}
      </a>
      <Header isNarrow={isNarrow} />
      <main class={isNarrow ? 'main is-narrow' : 'main'}>
        <div class="notices">
          <StateNotice />
        </div>
        {isNarrow ? <Sheet /> : <Panels />}
        {isDebugging && <DebugOverlay />}
        <MapFrame />
      </main>
      <Announcer />
      <Dialogs />
    </>
  );
}

function Dialogs(): JSX.Element | null {
  const { dialog, open, ride, preferences } = useDesk();
  const name = useCell(dialog);
  const source = useCell(ride.source);
  const close = (): void => open(undefined);
  if (name === 'help') return <HelpDialog onClose={close} />;
  if (name === 'menu') return <MenuDialog onClose={close} />;
  if (name !== 'source') return null;
  return (
    <StartDialog
      onClose={source === undefined ? undefined : close}
      onStart={(chosen, draft) => {
        preferences.chooseSource(draft);
        close();
        void ride.start(chosen);
      }}
    />
  );
}
