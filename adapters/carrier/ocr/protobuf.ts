// As much of protocol buffers as cutting an ONNX file needs: walking the fields of a message and writing length-delimited ones.

export interface Field {
  number: number;
  wire: number;
  /** The varint's value, or 0 for other kinds. */
  value: number;
  /** The whole field with its tag. */
  raw: Buffer;
  /** The payload of a length-delimited field. */
  body: Buffer;
}

export function fieldsOf(message: Buffer): Field[] {
  const fields: Field[] = [];
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = message[at++];
      if (byte === undefined) throw new Error('the model file is cut short');
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  };
  while (at < message.length) {
    const start = at;
    const tag = varint();
    const wire = tag & 7;
    let value = 0;
    let from = at;
    if (wire === 0) value = varint();
    else if (wire === 1) at += 8;
    else if (wire === 5) at += 4;
    else if (wire === 2) {
      const length = varint();
      from = at;
      at += length;
    } else throw new Error(`unexpected wire type ${wire} in the model file`);
    fields.push({ number: Math.floor(tag / 8), wire, value, raw: message.subarray(start, at), body: wire === 2 ? message.subarray(from, at) : message.subarray(0, 0) });
  }
  return fields;
}

export function varintField(number: number, value: number): Buffer {
  return Buffer.concat([varintBytes(number * 8), varintBytes(value)]);
}

export function bytesField(number: number, body: Buffer): Buffer {
  return Buffer.concat([varintBytes(number * 8 + 2), varintBytes(body.length), body]);
}

function varintBytes(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  do {
    const low = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push(rest > 0 ? low | 128 : low);
  } while (rest > 0);
  return Buffer.from(bytes);
}
