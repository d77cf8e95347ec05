import net from 'node:net';

const HEAD_END = Buffer.from('\r\n\r\n');
const CHUNK = { size: 0, data: 1, dataEnd: 2, trailer: 3 };

// One keep-alive HTTP/1.1 connection with one request in flight. It parses just enough of an answer to find its end:
// node:http on this side would be what is measured.
export class Http1Connection {
  constructor(target) {
    this.target = target;
    this.socket = null;
    this.callback = null;
    this.retries = 0;
    this.reset();
  }

  connect() {
    return new Promise((resolve, reject) => {
      const socket = net.connect({ host: this.target.host, port: this.target.port, noDelay: true });
      socket.once('error', reject);
      socket.once('connect', () => {
        this.socket = socket;
        socket.off('error', reject);
        socket.on('error', () => {}); // 'close' follows and is handled
        resolve(this);
      });
      socket.on('data', (bytes) => this.onData(bytes));
      socket.on('close', () => {
        if (this.socket === socket) this.onClose();
      });
    });
  }

  // request is a Buffer from encodeRequest; callback(error, status, bodyParts).
  send(request, callback) {
    this.last = request;
    this.callback = callback;
    this.retries = 0;
    if (this.socket) this.socket.write(request);
    else this.reconnect();
  }

  end() {
    const socket = this.socket;
    this.socket = null;
    socket?.destroy();
  }

  static encodeRequest(target, headers, body) {
    let head = `POST / HTTP/1.1\r\nhost: ${target.authority}\r\ncontent-length: ${body.length}\r\n`;
    for (const [name, value] of headers) head += `${name}: ${value}\r\n`;
    return Buffer.concat([Buffer.from(`${head}\r\n`, 'latin1'), body]);
  }

  reset() {
    this.pending = null;
    this.inBody = false;
    this.parts = [];
    this.remaining = 0;
    this.chunked = false;
    this.chunkState = CHUNK.size;
    this.status = 0;
    this.close = false;
  }

  reconnect() {
    this.target.reconnects++;
    this.connect().then(
      () => this.socket.write(this.last),
      (error) => this.fail(error),
    );
  }

  onClose() {
    this.socket = null;
    if (!this.callback) return;
    const unanswered = this.pending === null && !this.inBody;
    if (unanswered && this.retries < 2) {
      this.retries++;
      this.reconnect();
      return;
    }
    this.fail(new Error('connection closed before the response ended'));
  }

  fail(error) {
    const callback = this.callback;
    this.callback = null;
    this.reset();
    callback?.(error);
  }

  onData(bytes) {
    if (!this.inBody) {
      bytes = this.onHead(bytes);
      if (!bytes) return;
    }
    if (this.chunked) {
      this.onChunked(bytes);
      return;
    }
    this.parts.push(bytes);
    this.remaining -= bytes.length;
    if (this.remaining <= 0) this.done();
  }

  // Gives the bytes of the body that follow the head, or null when there is nothing more to do now.
  onHead(bytes) {
    if (this.pending) {
      bytes = Buffer.concat([this.pending, bytes]);
      this.pending = null;
    }
    const end = bytes.indexOf(HEAD_END);
    if (end < 0) {
      this.pending = bytes;
      return null;
    }
    const head = bytes.latin1Slice(0, end).toLowerCase();
    const rest = bytes.subarray(end + 4);
    this.status = Number(head.slice(9, 12));
    if (this.status === 100) return rest.length ? this.onHead(rest) : null;
    this.inBody = true;
    this.close = head.includes('\r\nconnection: close');
    const at = head.indexOf('\r\ncontent-length:');
    if (at >= 0) this.remaining = parseInt(head.slice(at + 17, at + 34), 10);
    else this.chunked = head.includes('\r\ntransfer-encoding: chunked');
    if (!this.chunked && this.remaining === 0) {
      this.done();
      return null;
    }
    return rest.length ? rest : null;
  }

  onChunked(bytes) {
    if (this.pending) {
      bytes = Buffer.concat([this.pending, bytes]);
      this.pending = null;
    }
    let at = 0;
    for (;;) {
      if (this.chunkState === CHUNK.data) {
        const length = Math.min(this.remaining, bytes.length - at);
        if (length > 0) {
          this.parts.push(bytes.subarray(at, at + length));
          at += length;
          this.remaining -= length;
        }
        if (this.remaining > 0) return;
        this.chunkState = CHUNK.dataEnd;
      }
      const lineEnd = bytes.indexOf('\r\n', at, 'latin1');
      if (lineEnd < 0) {
        if (at < bytes.length) this.pending = bytes.subarray(at);
        return;
      }
      const line = at;
      at = lineEnd + 2;
      if (this.chunkState === CHUNK.dataEnd) {
        this.chunkState = CHUNK.size;
      } else if (this.chunkState === CHUNK.size) {
        this.remaining = parseInt(bytes.latin1Slice(line, lineEnd), 16);
        this.chunkState = this.remaining === 0 ? CHUNK.trailer : CHUNK.data;
      } else if (lineEnd === line) {
        this.done();
        return;
      }
    }
  }

  done() {
    const { callback, status, parts, close } = this;
    this.callback = null;
    this.reset();
    if (close) this.end();
    callback(null, status, parts);
  }
}
