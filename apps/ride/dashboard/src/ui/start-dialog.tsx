import type { JSX } from 'preact';
import { useId, useState } from 'preact/hooks';
import type { Source } from '../contracts.js';
import { checkDraft, regionOf, type DraftProblem, type DraftProblems, type SourceDraft } from '../session/settings.js';
import { LanguageChoices } from './choices.js';
import { useDesk } from './context.js';
import { Copyable } from './copyable.js';
import { Dialog } from './dialog.js';
import { problemText } from './problem-text.js';

interface StartProps {
  readonly onStart: (source: Source, draft: SourceDraft) => void;
  readonly onClose: (() => void) | undefined;
}

/** Asks for the pool and the stream; a wrong value is told when one has left its field, and gone as soon as it is right. */
export function StartDialog({ onStart, onClose }: StartProps): JSX.Element {
  const { t, preferences } = useDesk();
  const [draft, setDraft] = useState(preferences.draft.value);
  const [visited, setVisited] = useState<ReadonlySet<keyof SourceDraft>>(() => touched(preferences.draft.value));
  const checked = checkDraft(draft);
  const problems = 'problems' in checked ? toldOf(checked.problems, draft) : {};
  const isMoreWrong = problems.region !== undefined || problems.endpoint !== undefined;
  const field = (name: keyof SourceDraft) => ({
    value: draft[name],
    problem: visited.has(name) ? problems[name] : undefined,
    onInput: (value: string) => setDraft({ ...draft, [name]: value, ...(name === 'pool' && follow(draft, value)) }),
    onLeave: () => setVisited(new Set([...visited, name])),
  });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    setVisited(new Set(['pool', 'stream', 'region', 'endpoint']));
    if ('source' in checked) onStart(checked.source, draft);
    else if (event.currentTarget instanceof HTMLFormElement) focusFirst(event.currentTarget, problems);
  };
  return (
    <Dialog name="start" title={t('start.title')} onClose={onClose} tools={<LanguageChoices />}>
      <form class="form" noValidate onSubmit={submit}>
        <Field
          name="pool"
          label={t('start.pool')}
          hint={t('start.poolHint')}
          placeholder="us-east-1:01234567-89ab-cdef-…"
          {...field('pool')}
        />
        <div class="start-help">
          <p>{t('start.intro')}</p>
          <Copyable text="npx paddock ride status" />
        </div>
        <Field name="stream" label={t('start.stream')} {...field('stream')} />
        <details open={isMoreWrong && visited.has('endpoint')}>
          <summary>{t('start.more')}</summary>
          <Field name="region" label={t('start.region')} hint={t('start.regionHint')} {...field('region')} />
          <Field name="endpoint" label={t('start.endpoint')} hint={t('start.endpointHint')} {...field('endpoint')} />
        </details>
        <footer class="dialog-foot">
          <button type="submit" class="main-button">
            {t('start.go')}
          </button>
        </footer>
      </form>
    </Dialog>
  );
}

interface FieldProps {
  readonly name: keyof SourceDraft;
  readonly label: string;
  readonly hint?: string;
  readonly placeholder?: string;
  readonly value: string;
  readonly problem: DraftProblem | undefined;
  readonly onInput: (value: string) => void;
  readonly onLeave: () => void;
}

function Field({ name, label, hint, placeholder, value, problem, onInput, onLeave }: FieldProps): JSX.Element {
  const { t } = useDesk();
  const id = useId();
  const says = problem === undefined ? hint : t(problemText(name, problem));
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        name={name}
        autofocus={name === 'pool'}
        type="text"
        value={value}
        placeholder={placeholder}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        aria-invalid={problem !== undefined}
        aria-describedby={says === undefined ? undefined : `${id}-says`}
        onInput={(event) => onInput(event.currentTarget.value)}
        onBlur={(event) => {
          if (event.currentTarget.value !== '') onLeave();
        }}
      />
      {says !== undefined && (
        <p id={`${id}-says`} class={problem === undefined ? 'hint' : 'problem'}>
          {says}
        </p>
      )}
    </div>
  );
}

/** The region goes with the pool until somebody has typed another. */
function follow(draft: SourceDraft, pool: string): Partial<SourceDraft> {
  const goesAlong = draft.region === '' || draft.region === regionOf(draft.pool);
  return goesAlong ? { region: regionOf(pool) } : {};
}

/** A region that comes with the pool is missing only because of the pool. */
function toldOf({ region, ...others }: DraftProblems, draft: SourceDraft): DraftProblems {
  const comesWithPool = draft.region.trim() === '' && others.pool !== undefined;
  return region === undefined || comesWithPool ? others : { ...others, region };
}

const touched = (draft: SourceDraft): ReadonlySet<keyof SourceDraft> =>
  new Set((['pool', 'stream', 'region'] as const).filter((name) => draft[name] !== ''));

function focusFirst(form: HTMLFormElement, problems: object): void {
  const [first] = Object.keys(problems);
  const input = form.elements.namedItem(first ?? '');
  if (!(input instanceof HTMLInputElement)) return;
  const details = input.closest('details');
  if (details !== null) details.open = true;
  input.focus();
}
