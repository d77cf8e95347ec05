import { crc32, deflateRawSync } from 'node:zlib';

/** A file, link or directory (whose name ends with a slash) to put into a zip. What is odd is for tests of what is odd. */
export interface ZipMember {
  readonly name: string | Uint8Array;
  readonly content?: string | Uint8Array;
  /** 0o644 by default; with the type's bits, as `stat` has them. */
  readonly mode?: number;
  /** Who made it: 3 (Unix) by default, 0 for Windows. */
  readonly host?: number;
  /** Packed by default when that is shorter. */
  readonly method?: 'store' | 'deflate';
  /** What the zip says, right or wrong, instead of what is so. */
  readonly says?: {
    readonly method?: number;
    readonly flags?: number;
    readonly crc32?: number;
    readonly size?: number;
    readonly packedSize?: number;
  };
}

/** A zip of these members, in this order; of a plain map, of files by name. */
export function zipOf(members: readonly ZipMember[] | Readonly<Record<string, string | Uint8Array>>): Buffer {
  const list = Array.isArray(members)
    ? (members as readonly ZipMember[])
    : Object.entries(members as Readonly<Record<string, string | Uint8Array>>).map(([name, content]): ZipMember => ({
        name,
        content,
      }));
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let position = 0;
  for (const member of list) {
    const { local, central } = parts(member, position);
    locals.push(local);
    directory.push(central);
    position += local.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(list.length, 8);
  end.writeUInt16LE(list.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(position, 16);
  return Buffer.concat([...locals, ...directory, end]);
}

function parts(member: ZipMember, position: number): { local: Buffer; central: Buffer } {
  const { mode = 0o644, host = 3, says = {} } = member;
  const name = Buffer.from(member.name);
  const content = Buffer.from(member.content ?? '');
  const deflated = deflateRawSync(content);
  const isDeflated = member.method === undefined ? deflated.length < content.length : member.method === 'deflate';
  const packed = isDeflated ? deflated : content;
  // From the version to the length of the extra field: the same in both headers.
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(says.flags ?? 0x800, 2);
  common.writeUInt16LE(says.method ?? (isDeflated ? 8 : 0), 4);
  common.writeUInt16LE(0x0021, 8); // 1980-01-01
  common.writeUInt32LE(says.crc32 ?? crc32(content), 10);
  common.writeUInt32LE(says.packedSize ?? packed.length, 14);
  common.writeUInt32LE(says.size ?? content.length, 18);
  common.writeUInt16LE(name.length, 22);
  const localHead = Buffer.from([0x50, 0x4b, 3, 4]);
  const centralHead = Buffer.from([0x50, 0x4b, 1, 2, 20, host]);
  const centralTail = Buffer.alloc(14);
  centralTail.writeUInt32LE((mode << 16) >>> 0, 6);
  centralTail.writeUInt32LE(position, 10);
  return {
    local: Buffer.concat([localHead, common, name, packed]),
    central: Buffer.concat([centralHead, common, centralTail, name]),
  };
}
