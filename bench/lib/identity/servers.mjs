import { createClient } from '../load/client.mjs';
import { removeDirectory, stop, temporaryDirectory } from '../run/children.mjs';
import { PADDOCK, startServer } from '../run/servers.mjs';
import { firstAnswer } from '../run/session.mjs';
import { queryClient } from './query-client.mjs';

// A server as the main benchmark runs it, fresh and empty, as one asker wants it; and a client with the asker's
// credentials.
export async function startFor({ flags = [], credentials }) {
  const server = {
    ...PADDOCK,
    command: (place) => ({ args: [...PADDOCK.command(place).args, '--durability', 'sync', ...flags] }),
  };
  const dataDirectory = temporaryDirectory();
  const { child, endpoint } = await startServer(server, dataDirectory);
  const end = async () => {
    await stop(child);
    removeDirectory(dataDirectory);
  };
  try {
    await firstAnswer(child, endpoint, server);
    const client = createClient({ endpoint, credentials: await credentials?.(queryClient(endpoint)) });
    return { client, pid: child.pid, end };
  } catch (error) {
    await end();
    throw error;
  }
}
