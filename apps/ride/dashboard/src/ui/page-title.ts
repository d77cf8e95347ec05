import { useEffect } from 'preact/hooks';
import { useDesk } from './context.js';
import { pageTitle } from './format.js';

/** Keeps the tab's title: how many there are, and how many are in need. */
export function usePageTitle(): void {
  const { t, ride } = useDesk();
  useEffect(() => {
    const update = (): void => {
      const figures = ride.fleet.value?.figures(ride.now());
      const title = pageTitle(t, figures?.unicorns ?? 0, figures?.low ?? 0);
      if (document.title !== title) document.title = title;
    };
    update();
    return ride.pulse.subscribe(update);
  }, [t, ride]);
}
