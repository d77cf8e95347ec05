import type { ComponentChildren, JSX } from 'preact';
import { useId, useState } from 'preact/hooks';
import type { BaseChoice } from '../contracts.js';
import { languages, type Language } from '../i18n/translate.js';
import { useCell } from './cell.js';
import { useDesk } from './context.js';
import { isStyleUrl } from './problem-text.js';

/** Two languages: the button names the other one, in its own words. */
export function LanguageChoices(): JSX.Element {
  const { preferences } = useDesk();
  const other: Language = useCell(preferences.language) === 'en' ? 'ko' : 'en';
  return (
    <button type="button" class="text-button" lang={other} onClick={() => preferences.chooseLanguage(other)}>
      {languages[other]}
    </button>
  );
}

export function ThemeChoices(): JSX.Element {
  const { t, preferences } = useDesk();
  const theme = useCell(preferences.theme);
  const option = (value: typeof theme, label: string): JSX.Element => (
    <Choice isChosen={theme === value} label={label} onChoose={() => preferences.chooseTheme(value)} group="theme" />
  );
  return (
    <Choices title={t('theme.title')}>
      {option(undefined, t('theme.system'))}
      {option('light', t('theme.light'))}
      {option('dark', t('theme.dark'))}
    </Choices>
  );
}

export function BaseChoices(): JSX.Element {
  const { t, preferences, ride } = useDesk();
  const base = useCell(preferences.base);
  const shown = useCell(ride.base);
  const [isTyping, setTyping] = useState(typeof base === 'object');
  const choose = (choice: BaseChoice): void => {
    setTyping(false);
    preferences.chooseBase(choice);
  };
  return (
    <>
      <Choices title={t('base.title')}>
        <Choice
          group="base"
          isChosen={!isTyping && base === 'auto'}
          label={t('base.auto')}
          hint={t('base.autoHint')}
          onChoose={() => choose('auto')}
        />
        <Choice
          group="base"
          isChosen={!isTyping && base === 'offline'}
          label={t('base.offline')}
          hint={t('base.offlineHint')}
          onChoose={() => choose('offline')}
        />
        <Choice
          group="base"
          isChosen={isTyping}
          label={t('base.style')}
          hint={t('base.styleHint')}
          onChoose={() => setTyping(true)}
        />
      </Choices>
      {isTyping && <StyleForm onChoose={(style) => preferences.chooseBase({ style })} />}
      {shown?.problem !== undefined && (
        <p class="problem" role="status">
          {t('base.problem', { problem: shown.problem })}
        </p>
      )}
    </>
  );
}

function StyleForm({ onChoose }: { readonly onChoose: (style: string) => void }): JSX.Element {
  const { t, preferences } = useDesk();
  const base = preferences.base.value;
  const [text, setText] = useState(typeof base === 'object' ? base.style : '');
  const [isWrong, setWrong] = useState(false);
  const id = useId();
  return (
    <form
      class="form style-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setWrong(!isStyleUrl(text.trim()));
        if (isStyleUrl(text.trim())) onChoose(text.trim());
      }}
    >
      <div class="field">
        <label for={id}>{t('base.style')}</label>
        <input
          id={id}
          type="url"
          value={text}
          placeholder="https://"
          spellcheck={false}
          aria-invalid={isWrong}
          aria-describedby={isWrong ? `${id}-says` : undefined}
          onInput={(event) => {
            setText(event.currentTarget.value);
            setWrong(false);
          }}
        />
        {isWrong && (
          <p class="problem" id={`${id}-says`}>
            {t('check.styleShape')}
          </p>
        )}
      </div>
      <button type="submit" class="quiet-button">
        {t('base.apply')}
      </button>
    </form>
  );
}

function Choices({ title, children }: { readonly title: string; readonly children: ComponentChildren }): JSX.Element {
  return (
    <fieldset class="choices">
      <legend>{title}</legend>
      {children}
    </fieldset>
  );
}

interface ChoiceProps {
  readonly group: string;
  readonly isChosen: boolean;
  readonly label: string;
  readonly hint?: string;
  readonly onChoose: () => void;
}

function Choice({ group, isChosen, label, hint, onChoose }: ChoiceProps): JSX.Element {
  return (
    <label class="choice">
      <input type="radio" name={group} checked={isChosen} onChange={onChoose} />
      <span>
        {label}
        {hint !== undefined && <small>{hint}</small>}
      </span>
    </label>
  );
}
