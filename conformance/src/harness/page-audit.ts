import type { Page } from 'playwright-core';

/** What there is to complain of in a page, for people who hear it, use keys only or see less well. Empty when there is nothing. */
export async function auditPage(page: Page): Promise<string[]> {
  // What has no name there has none for a screen reader.
  const spoken = await page.locator('body').ariaSnapshot();
  const controls = /^\s*- (button|link|textbox|searchbox|radio|checkbox|tab|img|grid|dialog|region)(?=:| \[|$)/;
  const nameless = spoken.split('\n').filter((line) => controls.test(line));
  return [...nameless.map((line) => `without a name:${line}`), ...(await page.evaluate<string[]>(`(${inPage})()`))];
}

/** Runs in the page. */
const inPage = `() => {
  const problems = [];
  const all = (selector) => [...document.querySelectorAll(selector)];
  const count = (selector, wanted) => {
    const found = all(selector).length;
    if (found !== wanted) problems.push(found + ' of ' + selector);
  };
  count('h1', 1);
  count('main', 1);
  count('body header.header', 1);
  if (all('[role=status], [role=log], [aria-live]').length === 0) problems.push('nothing tells what changes');
  const ids = all('[id]').map(({ id }) => id);
  for (const id of new Set(ids)) if (ids.filter((other) => other === id).length > 1) problems.push('twice the id ' + id);
  if (document.documentElement.scrollWidth > innerWidth) problems.push('wider than its window');

  const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 });
  const context = canvas.getContext('2d', { willReadFrequently: true });
  const channels = (colour) => {
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = context.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  };
  const over = ([r, g, b, a], below) => [r, g, b].map((channel, index) => channel * a + below[index] * (1 - a));
  const ground = (element) => {
    if (element === null) return channels(getComputedStyle(document.body).backgroundColor).slice(0, 3);
    const colour = channels(getComputedStyle(element).backgroundColor);
    // A modal dialog lies on nothing of what it is in.
    return colour[3] >= 0.999 ? colour.slice(0, 3) : over(colour, ground(element.parentElement));
  };
  const light = (colour) => {
    const [r, g, b] = colour.map((channel) => {
      const part = channel / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const scope = document.querySelector('dialog[open]') ?? document.body;
  const texts = document.createTreeWalker(scope, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    const words = texts.currentNode.data.trim();
    // The map's own words lie on the map; who fades is to be seen less.
    if (words === '' || element.closest('.map, .visually-hidden, .skip, .is-fading, script, noscript, [hidden], svg') !== null) continue;
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    const style = getComputedStyle(element);
    const below = ground(element);
    const [one, other] = [light(over(channels(style.color), below)), light(below)];
    const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    const size = parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (contrast < (isLarge ? 3 : 4.5)) problems.push('a contrast of ' + contrast.toFixed(2) + ': ' + words);
  }
  return problems;
}`;
