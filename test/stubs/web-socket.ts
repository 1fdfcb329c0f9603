import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

/** The server's end of a web socket: as much of RFC 6455 as a stub needs, so that no test depends on a library for it. */
export interface ServerSocket {
  send(text: string): void;
  close(): void;
  onMessage(listener: (text: string) => void): void;
  onClose(listener: () => void): void;
}

const opcodes = { continuation: 0, text: 1, close: 8, ping: 9, pong: 10 } as const;

/** Answers the upgrade. Fragments are put together; binary messages are not expected. */
export function acceptSocket(request: IncomingMessage, stream: Duplex, head: Uint8Array): ServerSocket {
  const key = request.headers['sec-websocket-key'] ?? '';
  const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
  stream.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );

  const messages: ((text: string) => void)[] = [];
  const closes: (() => void)[] = [];
  let waiting = Buffer.from(head);
  let text = '';
  let over = false;

  const frame = (opcode: number, payload: Buffer): void => {
    if (over) return;
    const { length } = payload;
    const size =
      length < 126
        ? Buffer.from([length])
        : length < 65_536
          ? Buffer.from([126, length >> 8, length & 255])
          : Buffer.concat([Buffer.from([127]), bigEndian(length)]);
    stream.write(Buffer.concat([Buffer.from([0x80 | opcode]), size, payload]));
  };
  const end = (): void => {
    if (over) return;
    over = true;
    stream.destroy();
    for (const listener of closes) listener();
  };

  const read = (): void => {
    for (let next = takeFrame(waiting); next; next = takeFrame(waiting)) {
      waiting = next.rest;
      if (next.opcode === opcodes.close) {
        frame(opcodes.close, next.payload);
        return end();
      }
      if (next.opcode === opcodes.ping) frame(opcodes.pong, next.payload);
      if (next.opcode !== opcodes.text && next.opcode !== opcodes.continuation) continue;
      text += next.payload.toString('utf8');
      if (!next.last) continue;
      const whole = text;
      text = '';
      for (const listener of messages) listener(whole);
    }
  };

  stream.on('data', (chunk: Buffer) => {
    waiting = Buffer.concat([waiting, chunk]);
    read();
  });
  stream.on('error', end);
  stream.on('close', end);
  return {
    send: (message) => frame(opcodes.text, Buffer.from(message, 'utf8')),
    close: () => {
      frame(opcodes.close, Buffer.from([3, 232]));
      end();
    },
    onMessage: (listener) => void messages.push(listener),
    onClose: (listener) => void closes.push(listener),
  };
}

function bigEndian(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
}

/** The first whole frame, unmasked; null while it has not come as a whole. */
function takeFrame(bytes: Buffer) {
  const [first = 0, second = 0] = bytes;
  const short = second & 127;
  const start = short === 126 ? 4 : short === 127 ? 10 : 2;
  if (bytes.length < start + 4) return null;
  const length = short === 126 ? bytes.readUInt16BE(2) : short === 127 ? Number(bytes.readBigUInt64BE(2)) : short;
  const end = start + 4 + length;
  if (bytes.length < end) return null;
  const mask = bytes.subarray(start, start + 4);
  const payload = Buffer.from(bytes.subarray(start + 4, end).map((byte, index) => byte ^ (mask[index % 4] ?? 0)));
  return { last: (first & 0x80) !== 0, opcode: first & 15, payload, rest: Buffer.from(bytes.subarray(end)) };
}
