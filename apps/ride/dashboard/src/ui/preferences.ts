import type { BaseChoice, Theme } from '../contracts.js';
import { preferred, type Language } from '../i18n/translate.js';
import { keepSettings, readSettings, shareUrl, type Settings, type SourceDraft } from '../session/settings.js';
import { browserStore } from '../session/store.js';
import { cell } from './cell.js';

/** How the page is to be: from its address and the last visit, kept whenever something is chosen. */
export class Preferences {
  readonly theme;
  readonly language;
  readonly base;
  readonly isDebugging;
  readonly draft;
  readonly #store = browserStore();
  readonly #dark = matchMedia('(prefers-color-scheme: dark)');
  /** A language that nobody chose is not kept: it goes with the browser's. */
  #chosenLanguage: Language | undefined;

  constructor() {
    const { search, origin } = location;
    const settings = readSettings({ search, origin, store: this.#store });
    this.#chosenLanguage = settings.language;
    this.theme = cell<Theme | undefined>(settings.theme);
    this.language = cell<Language>(settings.language ?? preferred(navigator.languages));
    this.base = cell<BaseChoice>(settings.base);
    this.isDebugging = cell(settings.debug);
    this.draft = cell<SourceDraft>(settings.draft);
  }

  /** The theme that is shown: the chosen one, or the system's. */
  get shownTheme(): Theme {
    return this.theme.value ?? (this.#dark.matches ? 'dark' : 'light');
  }

  onSystemTheme(listener: () => void): void {
    this.#dark.addEventListener('change', listener);
  }

  chooseLanguage(language: Language): void {
    this.#chosenLanguage = language;
    this.language.set(language);
    this.keep();
  }

  chooseTheme(theme: Theme | undefined): void {
    this.theme.set(theme);
    this.keep();
  }

  chooseBase(base: BaseChoice): void {
    this.base.set(base);
    this.keep();
  }

  toggleDebug(): void {
    this.isDebugging.set(!this.isDebugging.value);
    this.keep();
  }

  chooseSource(draft: SourceDraft): void {
    this.draft.set(draft);
    this.keep();
  }

  /** For the next visit, and in the address, so that it can be shared. */
  keep(): void {
    const settings: Settings = {
      draft: this.draft.value,
      base: this.base.value,
      theme: this.theme.value,
      language: this.#chosenLanguage,
      debug: this.isDebugging.value,
    };
    keepSettings(this.#store, settings);
    history.replaceState(history.state, '', shareUrl(location.href, settings));
  }
}
