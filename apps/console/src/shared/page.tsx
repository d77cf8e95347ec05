import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { createContext, useContext, useEffect, type ReactNode } from 'react';
import { useLocation } from 'react-router';

export interface Crumb {
  readonly text: string;
  readonly href: string;
}

/** Where the shell shows the way to the page. */
export const CrumbsContext = createContext<(crumbs: readonly Crumb[]) => void>(() => undefined);

interface PageProps {
  readonly title: string;
  /** The way here, from the service on, without the page itself. */
  readonly crumbs?: readonly Crumb[];
  readonly description?: ReactNode;
  readonly actions?: ReactNode;
  readonly counter?: string | undefined;
  readonly children: ReactNode;
}

/** One page: its heading, its title in the browser, the way to it. Its parts stand below each other. */
export function Page({ title, crumbs = [], description, actions, counter, children }: PageProps) {
  const setCrumbs = useContext(CrumbsContext);
  // The router's: the browser's is the next page's while that is still loaded.
  const { pathname, search } = useLocation();
  const way = JSON.stringify([...crumbs, { text: title, href: `#${pathname}${search}` }]);
  useEffect(() => {
    document.title = `${title} · Paddock`;
    setCrumbs(JSON.parse(way) as Crumb[]);
  }, [title, way, setCrumbs]);
  return (
    <ContentLayout
      header={
        <Header
          variant="h1"
          description={description}
          actions={actions}
          {...(counter === undefined ? {} : { counter })}
        >
          {title}
        </Header>
      }
    >
      <SpaceBetween size="l">{children}</SpaceBetween>
    </ContentLayout>
  );
}
