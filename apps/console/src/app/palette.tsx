/* eslint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/interactive-supports-focus, jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
   -- a combobox: its field has the focus and the keys, and names the option that is chosen */
import {
  colorBackgroundContainerContent,
  colorBackgroundDropdownItemHover,
  colorBorderDividerDefault,
  colorTextBodyDefault,
  colorTextBodySecondary,
} from '@cloudscape-design/design-tokens';
import { useQueries } from '@tanstack/react-query';
import { useEffect, useId, useMemo, useRef, useState, type CSSProperties, type KeyboardEvent } from 'react';
import { mapHref } from '../hrefs.js';
import { useLanguage, useTexts } from '../i18n/language.js';
import type { Language } from '../i18n/texts.js';
import { useSession } from '../session/use-session.js';
import { recentPages } from './recent-pages.js';
import { paletteTexts } from './palette-texts.js';
import { search, type Entry } from './search.js';
import { sections } from './sections.js';
import './palette.css';

type Group = 'recent' | 'pages' | 'resources';

/** Goes anywhere by a few letters: services, pages, resources. Loaded when it is first opened. */
export default function Palette({ onDismiss }: { readonly onDismiss: () => void }) {
  const t = useTexts(paletteTexts);
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState(0);
  const pages = usePages();
  const { resources, isLooking } = useResources();
  const recent = recentPages.use();

  const groups = useMemo(() => {
    const found: (readonly [Group, readonly Entry[]])[] = [];
    if (query.trim() === '')
      found.push(['recent', recent.map(({ title, href }) => ({ id: `recent ${href}`, title, kind: t('page'), href }))]);
    const matching = search(resources, query, query.trim() === '' ? 0 : 30);
    const leading = search(pages, query, query.trim() === '' ? 60 : 12);
    // Whoever types a resource's name wants it first; who types a service's wants that.
    const pageIsMeant = leading[0]?.title.toLowerCase().startsWith(query.trim().toLowerCase()) === true;
    const both: typeof found = [
      ['pages', leading],
      ['resources', matching],
    ];
    found.push(...(pageIsMeant ? both : both.toReversed()));
    return found.filter(([, entries]) => entries.length > 0);
  }, [query, recent, resources, pages, t]);
  const flat = groups.flatMap(([, entries]) => entries);
  const active = Math.min(chosen, flat.length - 1);

  useEffect(() => {
    const element = dialog.current;
    // React runs effects twice while one develops.
    if (element?.open === false) element.showModal();
  }, []);
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [active, query]);

  const go = (entry: Entry | undefined): void => {
    if (entry === undefined) return;
    onDismiss();
    location.assign(entry.href);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step !== undefined && flat.length > 0) {
      const next = active + step;
      const isOne = Math.abs(step) === 1;
      setChosen(isOne ? (next + flat.length) % flat.length : Math.max(0, Math.min(flat.length - 1, next)));
    } else if (event.key === 'Enter') go(flat[active]);
    else return;
    event.preventDefault();
  };
  let index = -1;
  return (
    <dialog
      ref={dialog}
      className="palette"
      aria-label={t('label')}
      style={colours}
      onClose={onDismiss}
      onClick={(event) => event.target === event.currentTarget && onDismiss()}
    >
      <input
        className="palette-input"
        role="combobox"
        aria-label={t('label')}
        aria-expanded="true"
        aria-autocomplete="list"
        aria-controls={`${id}-list`}
        {...(active >= 0 ? { 'aria-activedescendant': `${id}-${active}` } : {})}
        placeholder={t('placeholder')}
        autoComplete="off"
        spellCheck={false}
        autoFocus
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setChosen(0);
        }}
        onKeyDown={onKey}
      />
      <div ref={list} className="palette-list" role="listbox" id={`${id}-list`} aria-label={t('label')}>
        {groups.map(([group, entries]) => (
          <div key={group} role="group" aria-label={t(group)}>
            <div className="palette-group" aria-hidden="true">
              {t(group)}
            </div>
            {entries.map((entry) => {
              const at = ++index;
              return (
                <div
                  key={entry.id}
                  id={`${id}-${at}`}
                  role="option"
                  aria-selected={at === active}
                  className="palette-option"
                  onPointerMove={() => setChosen(at)}
                  onClick={() => go(entry)}
                >
                  {/* The space is for who hears it. */}
                  <span className="palette-title">{entry.title}</span>{' '}
                  <span className="palette-kind">{entry.kind}</span>
                </div>
              );
            })}
          </div>
        ))}
      </div>
      <div className="palette-foot">
        <span role="status">
          {flat.length === 0 && !isLooking
            ? t('none', { query })
            : isLooking
              ? t('looking')
              : t('found', { count: flat.length })}
        </span>
        <span>{t('hint')}</span>
      </div>
    </dialog>
  );
}

const colours = {
  '--palette-back': colorBackgroundContainerContent,
  '--palette-hover': colorBackgroundDropdownItemHover,
  '--palette-line': colorBorderDividerDefault,
  '--palette-text': colorTextBodyDefault,
  '--palette-quiet': colorTextBodySecondary,
} as CSSProperties;

/** Everything that the side navigations lead to. */
function usePages(): readonly Entry[] {
  const language = useLanguage();
  const t = useTexts(paletteTexts);
  const { isHere } = useSession();
  return useMemo(() => {
    const entries = sections.flatMap((section) => {
      const words = [...(section.words ?? []), section.title.en, section.summary[language]];
      const [first] = section.navigation;
      const own: Entry = {
        id: `section ${section.id}`,
        title: section.title[language],
        kind: section.summary[language],
        href: `#${first?.path ?? `/${section.id}`}`,
        words,
      };
      const pages = section.navigation.map(({ title, path }) => ({
        id: `page ${path}`,
        title: title[language],
        kind: section.title[language],
        href: `#${path}`,
        words: [...words, title.en],
      }));
      return pages.length === 1 && pages[0]?.title === own.title ? [own] : [own, ...pages];
    });
    return isHere ? [...entries, { id: 'map', title: t('map'), kind: 'Paddock', href: mapHref }] : entries;
  }, [language, isHere, t]);
}

/** The sections' resources, as they come; a section that may not list, or has failed, has none. */
function useResources(): { readonly resources: readonly Entry[]; readonly isLooking: boolean } {
  const session = useSession();
  const language: Language = useLanguage();
  const answers = useQueries({
    queries: sections.flatMap(({ id, finder }) =>
      finder === undefined
        ? []
        : [
            {
              queryKey: [session.id, 'search', id],
              queryFn: async ({ signal }: { signal: AbortSignal }) => (await finder())(session, signal),
              staleTime: 30_000,
            },
          ],
    ),
  });
  const resources = answers.flatMap(({ data = [] }) =>
    data.map(({ name, kind, href }) => ({ id: href, title: name, kind: kind[language], href, words: [kind.en] })),
  );
  return { resources, isLooking: answers.some(({ isLoading }) => isLoading) };
}
