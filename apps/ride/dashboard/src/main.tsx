import { createFleet } from './model/fleet.js';
import { mount } from './ui/mount.js';

/** Frames are not drawn for a page in the background, which shall begin to read all the same. */
const UNSEEN_MILLIS = 300;

const root = document.getElementById('app');
// The map and the SDK are most of the page's weight: they come when the page itself is already to be seen.
const painted = new Promise<void>((resolve) => {
  requestAnimationFrame(() => setTimeout(resolve));
  setTimeout(resolve, UNSEEN_MILLIS);
});

if (root !== null) {
  mount(root, {
    // What a list of names can be sorted of while it is looked at; readings of further ones are counted.
    createFleet: () => createFleet({ capacity: 20_000 }),
    loadMap: async () => {
      await painted;
      return (await import('./map/fleet-map.js')).createFleetMap;
    },
    loadSession: async () => {
      await painted;
      return (await import('./session/session.js')).createSession;
    },
    isNoWebGL: (error) => error instanceof Error && error.name === 'NoWebGL',
  });
}
