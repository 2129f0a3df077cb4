import { crc32 } from 'node:zlib';

const uint32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

/** One header: a byte for the name's length, the name, 7 for "string", two bytes for the value's length, the value. */
const header = ([name, value]: [string, string]): Buffer =>
  Buffer.concat([
    Buffer.from([name.length]),
    Buffer.from(name),
    Buffer.from([7, 0, value.length]),
    Buffer.from(value),
  ]);

/** A message of AWS's event stream encoding (`application/vnd.amazon.eventstream`), with its two checksums. */
export const eventStreamFrame = (headers: Readonly<Record<string, string>>, body: object): Buffer => {
  const head = Buffer.concat(Object.entries(headers).map(header));
  const payload = Buffer.from(JSON.stringify(body));
  const prelude = Buffer.concat([uint32(16 + head.length + payload.length), uint32(head.length)]);
  const unsealed = Buffer.concat([prelude, uint32(crc32(prelude)), head, payload]);
  return Buffer.concat([unsealed, uint32(crc32(unsealed))]);
};
