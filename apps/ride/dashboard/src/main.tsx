import { createFleet } from './model/fleet.js';
import { mount } from './ui/mount.js';

const root = document.getElementById('app');
// The map and the SDK are most of the page's weight: they come while the page is already there.
const loadingMap = import('./map/fleet-map.js');
const loadingSession = import('./session/session.js');
// Whoever waits for them hears of it; nobody may wait yet.
loadingMap.catch(() => {});
loadingSession.catch(() => {});

if (root !== null) {
  mount(root, {
    createFleet: () => createFleet(),
    loadMap: async () => (await loadingMap).createFleetMap,
    loadSession: async () => (await loadingSession).createSession,
    isNoWebGL: (error) => error instanceof Error && error.name === 'NoWebGL',
  });
}
