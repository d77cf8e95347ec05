import { useSearchParams } from 'react-router';

interface TabControl {
  readonly activeTabId: string;
  readonly onChange: (event: { readonly detail: { readonly activeTabId: string } }) => void;
}

/** Which tab is open, kept in the page's address. */
export function useTab(first: string): TabControl {
  const [query, setQuery] = useSearchParams();
  return {
    activeTabId: query.get('tab') ?? first,
    onChange: ({ detail }) =>
      setQuery(
        (before) => {
          before.set('tab', detail.activeTabId);
          return before;
        },
        { replace: true },
      ),
  };
}
