import { Page } from '../../shared/page.js';

export function HomePage() {
  return <Page title="Home">{null}</Page>;
}
