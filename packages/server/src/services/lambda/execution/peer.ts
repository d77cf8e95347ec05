import { readdirSync, readlinkSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { endianness } from 'node:os';

/** One end of a TCP connection on this machine, as Node's sockets tell of themselves. */
export interface Connection {
  readonly remoteAddress?: string | undefined;
  readonly remotePort?: number | undefined;
  readonly localAddress?: string | undefined;
  readonly localPort?: number | undefined;
}

/** The number that the kernel knows the other end's socket by; undefined when there is none any more, or it is not on this machine. */
export async function inodeOfPeer(connection: Connection): Promise<string | undefined> {
  const there = placeOf(connection.remoteAddress, connection.remotePort);
  const here = placeOf(connection.localAddress, connection.localPort);
  if (there === undefined || here === undefined) return undefined;
  const [four, six] = await tables();
  // A client may have made its socket for IPv6, which reaches IPv4 by mapped addresses.
  return inodeIn(four, there, here) ?? inodeIn(six, `${MAPPED}${there}`, `${MAPPED}${here}`);
}

type Tables = readonly [string, string];
let reading: Promise<Tables> | undefined;
let next: Promise<Tables> | undefined;

/** The kernel's tables as they are from now on. It takes milliseconds to make them: whoever asks meanwhile shares the next. */
function tables(): Promise<Tables> {
  if (reading === undefined) return read();
  next ??= reading.then(read);
  return next;
}

function read(): Promise<Tables> {
  next = undefined;
  const one = Promise.all([textOf('/proc/net/tcp'), textOf('/proc/net/tcp6')]).finally(() => {
    if (reading === one) reading = undefined;
  });
  reading = one;
  return one;
}

const textOf = (path: string): Promise<string> => readFile(path, 'latin1').catch(() => '');

/** Whether one of these processes has the socket open; also when the host does not let us look. */
export function isOpenIn(pids: readonly number[], inode: string): boolean {
  const wanted = `socket:[${inode}]`;
  return pids.some((pid) => {
    try {
      return readdirSync(`/proc/${pid}/fd`).some((fd) => targetOf(`/proc/${pid}/fd/${fd}`) === wanted);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      return code === 'EACCES' || code === 'EPERM';
    }
  });
}

/** A line: number, own place, the other's, and with the tenth word the inode. */
function inodeIn(table: string, own: string, other: string): string | undefined {
  const at = table.indexOf(` ${own} ${other} `);
  if (at < 0) return undefined;
  const inode = table.slice(at + 1, at + 200).split(/\s+/, 9)[8];
  return inode === '0' ? undefined : inode;
}

/** `0100007F:1F90`: the address in the machine's order, the port in the network's. */
function placeOf(address: string | undefined, port: number | undefined): string | undefined {
  const bytes = (address ?? '').replace(/^::ffff:/i, '').split('.');
  if (bytes.length !== 4 || port === undefined) return undefined;
  if (endianness() === 'LE') bytes.reverse();
  return `${bytes.map((byte) => hex(Number(byte), 2)).join('')}:${hex(port, 4)}`;
}

const MAPPED = endianness() === 'LE' ? '0000000000000000FFFF0000' : '00000000000000000000FFFF';
const hex = (value: number, digits: number): string => value.toString(16).toUpperCase().padStart(digits, '0');

function targetOf(link: string): string {
  try {
    return readlinkSync(link);
  } catch {
    return '';
  }
}
