const WORD = 0xffffffffn;

/** Little-endian writer for the rows of the state hash; one buffer, used again for each row. */
export class RowBytes {
  readonly bytes = new Uint8Array(1024);
  length = 0;

  reset(): this {
    this.length = 0;
    return this;
  }

  u8(value: number): this {
    this.bytes[this.length++] = value;
    return this;
  }

  u32(value: number): this {
    for (let i = 0; i < 4; i++) this.u8((value >>> (8 * i)) & 0xff);
    return this;
  }

  /** Two's complement, so that it serves i64 too. */
  u64(value: bigint): this {
    return this.words(BigInt.asUintN(64, value), 2);
  }

  u256(value: bigint): this {
    return this.words(BigInt.asUintN(256, value), 8);
  }

  /** A presence byte, then the value or zeros. */
  optional256(value: bigint | null): this {
    return this.u8(value === null ? 0 : 1).u256(value ?? 0n);
  }

  /** 32 bytes in the order printed. */
  hash(hex: string): this {
    const digits = hex.startsWith('0x') ? hex.slice(2) : hex;
    for (let i = 0; i < 32; i++) this.u8(Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16));
    return this;
  }

  /** A length byte, then at most 255 bytes of UTF-8. */
  text(value: string): this {
    const encoded = new TextEncoder().encode(value).subarray(0, 255);
    this.u8(encoded.length);
    this.bytes.set(encoded, this.length);
    this.length += encoded.length;
    return this;
  }

  private words(value: bigint, count: number): this {
    let rest = value;
    for (let i = 0; i < count; i++) {
      this.u32(rest === 0n ? 0 : Number(rest & WORD));
      rest >>= 32n;
    }
    return this;
  }
}
