// Preloaded into the server (`node --import`): when the process that started it is killed outright, its IPC channel
// closes, and the server stops cleanly instead of holding the port and the data.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
