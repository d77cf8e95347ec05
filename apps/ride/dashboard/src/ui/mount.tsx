import { render } from 'preact';
import { checkDraft } from '../session/settings.js';
import { App } from './app.js';
import { wordsOf } from './context.js';
import { Preferences } from './preferences.js';
import { Ride, type Parts } from './ride.js';

/** Puts the page into its place and starts, where the address or the last visit says what to read. */
export function mount(root: HTMLElement, parts: Parts): void {
  const preferences = new Preferences();
  const ride = new Ride(parts);
  const checked = checkDraft(preferences.draft.value);
  dress(preferences, ride);
  root.replaceChildren();
  render(<App ride={ride} preferences={preferences} opens={'source' in checked ? undefined : 'source'} />, root);
  if ('source' in checked) {
    preferences.keep();
    void ride.start(checked.source);
  }
}

/** What the page's own elements and the map have of the preferences, now and whenever they change. */
function dress(preferences: Preferences, ride: Ride): void {
  const root = document.documentElement;
  const dressTheme = (): void => {
    root.dataset['theme'] = preferences.shownTheme;
    ride.setTheme(preferences.shownTheme);
  };
  const dressLanguage = (): void => {
    const language = preferences.language.value;
    root.lang = language;
    const { t } = wordsOf(language);
    document.querySelector('meta[name=description]')?.setAttribute('content', t('app.title'));
    ride.setLanguage(language);
  };
  preferences.theme.subscribe(dressTheme);
  preferences.onSystemTheme(dressTheme);
  preferences.language.subscribe(dressLanguage);
  preferences.base.subscribe(() => ride.setBase(preferences.base.value));
  dressTheme();
  dressLanguage();
}
