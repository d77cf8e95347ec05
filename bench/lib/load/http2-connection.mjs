import net from 'node:net';

const FRAME = { data: 0, headers: 1, reset: 3, settings: 4, ping: 6, goaway: 7, windowUpdate: 8 };
const END_STREAM = 1;
const ACK = 1;
const END_HEADERS = 4;
const PADDED = 8;
const PRIORITY = 32;
const INITIAL_WINDOW = 65535;
const OUR_WINDOW = 0x7fff0000;

// One HTTP/2 connection with prior knowledge, many requests in flight. Our own frames, as for HTTP/1.1: node:http2 on
// this side would cost more than most servers.
export class Http2Connection {
  constructor(target) {
    this.target = target;
    this.streams = new Map();
    this.nextId = 1;
    this.rest = null;
    this.window = INITIAL_WINDOW;
    this.peerInitialWindow = INITIAL_WINDOW;
    this.peerFrameSize = 16384;
    this.blocked = [];
    this.received = 0;
  }

  connect() {
    return new Promise((resolve, reject) => {
      const socket = net.connect({ host: this.target.host, port: this.target.port, noDelay: true });
      this.socket = socket;
      socket.once('error', reject);
      socket.once('connect', () => {
        const settings = Buffer.alloc(6);
        settings.writeUInt16BE(4, 0);
        settings.writeUInt32BE(0x7fffffff, 2);
        socket.write(
          Buffer.concat([
            Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
            frame(FRAME.settings, 0, 0, settings),
            frame(FRAME.windowUpdate, 0, 0, uint32(OUR_WINDOW - INITIAL_WINDOW)),
          ]),
        );
        socket.off('error', reject);
        socket.on('error', () => {}); // 'close' follows and is handled
        resolve(this);
      });
      socket.on('data', (bytes) => this.onData(bytes));
      socket.on('close', () => this.failAll(new Error('h2 connection closed')));
    });
  }

  // request comes from encodeRequest; callback(error, status, bodyParts).
  send(request, callback) {
    const id = this.nextId;
    this.nextId += 2;
    const stream = {
      id,
      callback,
      status: 0,
      parts: [],
      window: this.peerInitialWindow,
      body: request.body,
      sent: 0,
    };
    this.streams.set(id, stream);
    this.socket.cork();
    this.socket.write(frameHeader(request.head.length, FRAME.headers, END_HEADERS, id));
    this.socket.write(request.head);
    this.pump(stream);
    this.socket.uncork();
  }

  end() {
    this.socket.destroy();
  }

  // Only static indexes and literals without indexing: the block depends on no connection's state, so it is built once.
  static encodeRequest(target, headers, body) {
    const out = [Buffer.from([0x83, 0x86, 0x84, 0x01]), hpackText(target.authority)]; // POST, http, /, :authority
    for (const [name, value] of [...headers, ['content-length', String(body.length)]]) {
      out.push(Buffer.from([0]), hpackText(name), hpackText(value));
    }
    return { head: Buffer.concat(out), body };
  }

  pump(stream) {
    while (stream.sent < stream.body.length) {
      const length = Math.min(stream.body.length - stream.sent, stream.window, this.window, this.peerFrameSize);
      if (length <= 0) {
        if (!this.blocked.includes(stream)) this.blocked.push(stream);
        return;
      }
      const last = stream.sent + length === stream.body.length;
      this.socket.write(frameHeader(length, FRAME.data, last ? END_STREAM : 0, stream.id));
      this.socket.write(stream.body.subarray(stream.sent, stream.sent + length));
      stream.sent += length;
      stream.window -= length;
      this.window -= length;
    }
  }

  unblock() {
    const waiting = this.blocked;
    this.blocked = [];
    this.socket.cork();
    for (const stream of waiting) this.pump(stream);
    this.socket.uncork();
  }

  onData(bytes) {
    if (this.rest) {
      bytes = Buffer.concat([this.rest, bytes]);
      this.rest = null;
    }
    let at = 0;
    while (bytes.length - at >= 9) {
      const length = bytes.readUIntBE(at, 3);
      if (bytes.length - at < 9 + length) break;
      const id = bytes.readUInt32BE(at + 5) & 0x7fffffff;
      this.onFrame(bytes[at + 3], bytes[at + 4], id, bytes.subarray(at + 9, at + 9 + length));
      at += 9 + length;
    }
    if (at < bytes.length) this.rest = bytes.subarray(at);
  }

  onFrame(type, flags, id, payload) {
    const stream = this.streams.get(id);
    if (type === FRAME.data) this.onDataFrame(stream, flags, payload);
    else if (type === FRAME.headers) this.onHeaders(stream, flags, payload);
    else if (type === FRAME.settings && !(flags & ACK)) this.onSettings(payload);
    else if (type === FRAME.ping && !(flags & ACK)) this.socket.write(frame(FRAME.ping, ACK, 0, payload));
    else if (type === FRAME.windowUpdate) this.onWindowUpdate(id, stream, payload);
    else if (type === FRAME.reset && stream) {
      this.streams.delete(id);
      stream.callback(new Error(`h2 stream reset ${payload.readUInt32BE(0)}`));
    } else if (type === FRAME.goaway) this.failAll(new Error(`h2 goaway ${payload.readUInt32BE(4)}`));
  }

  onDataFrame(stream, flags, payload) {
    this.received += payload.length;
    if (this.received > 1 << 24) {
      this.socket.write(frame(FRAME.windowUpdate, 0, 0, uint32(this.received)));
      this.received = 0;
    }
    if (!stream) return;
    if (payload.length) stream.parts.push(payload);
    if (flags & END_STREAM) this.finish(stream);
  }

  onHeaders(stream, flags, payload) {
    if (!stream) return;
    let at = flags & PADDED ? 1 : 0;
    if (flags & PRIORITY) at += 5;
    while ((payload[at] & 0xe0) === 0x20) at++; // size updates of the header table
    stream.status ||= payload[at] === 0x88 ? 200 : 500; // other statuses are not told apart
    if (flags & END_STREAM) this.finish(stream);
  }

  onSettings(payload) {
    for (let at = 0; at + 6 <= payload.length; at += 6) {
      const value = payload.readUInt32BE(at + 2);
      const key = payload.readUInt16BE(at);
      if (key === 4) {
        for (const stream of this.streams.values()) stream.window += value - this.peerInitialWindow;
        this.peerInitialWindow = value;
      }
      if (key === 5) this.peerFrameSize = value;
    }
    this.socket.write(frameHeader(0, FRAME.settings, ACK, 0));
    this.unblock();
  }

  onWindowUpdate(id, stream, payload) {
    const increment = payload.readUInt32BE(0) & 0x7fffffff;
    if (id === 0) this.window += increment;
    else if (stream) stream.window += increment;
    if (this.blocked.length) this.unblock();
  }

  finish(stream) {
    this.streams.delete(stream.id);
    stream.callback(null, stream.status, stream.parts);
  }

  failAll(error) {
    const streams = [...this.streams.values()];
    this.streams.clear();
    for (const stream of streams) stream.callback(error);
  }
}

function frameHeader(length, type, flags, id) {
  const header = Buffer.allocUnsafe(9);
  header.writeUIntBE(length, 0, 3);
  header[3] = type;
  header[4] = flags;
  header.writeUInt32BE(id, 5);
  return header;
}

const frame = (type, flags, id, payload) => Buffer.concat([frameHeader(payload.length, type, flags, id), payload]);

function uint32(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function hpackText(text) {
  const bytes = Buffer.from(text, 'latin1');
  return Buffer.concat([hpackLength(bytes.length), bytes]);
}

function hpackLength(length) {
  if (length < 127) return Buffer.from([length]);
  const out = [127];
  let left = length - 127;
  while (left >= 128) {
    out.push((left & 127) | 128);
    left >>>= 7;
  }
  out.push(left);
  return Buffer.from(out);
}
