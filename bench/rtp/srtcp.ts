import { createCipheriv, randomBytes } from 'node:crypto';

/** What browsers and mediasoup agree on over DTLS (Chromium 156). */
export const cryptoSuite = 'AEAD_AES_256_GCM';
const keyBytes = 32;
const saltBytes = 12;
const tagBytes = 16;
/** Labels of the key derivation (RFC 3711, 4.3.2). */
const encryptionLabel = 3;
const saltLabel = 5;

/** Encrypts the RTCP that one receiver sends. */
export type RtcpProtection = {
  /** Master key and salt as mediasoup takes them. */
  readonly keyBase64: string;
  /** The packet as SRTCP (RFC 7714, 9). Its first eight bytes are an RTCP header and the sender's SSRC. */
  protect(packet: Uint8Array): Uint8Array;
};

/** A session key from the master key: AES in counter mode over the label, at key derivation rate 0 (RFC 7714, 11). */
function derive(master: Buffer, label: number, length: number): Buffer {
  const counter = Buffer.alloc(16);
  master.copy(counter, 0, keyBytes, keyBytes + saltBytes);
  counter.writeUInt8(counter.readUInt8(7) ^ label, 7);
  const cipher = createCipheriv('aes-256-ctr', master.subarray(0, keyBytes), counter);
  return cipher.update(Buffer.alloc(length));
}

/** @param master key and salt, 44 bytes; random ones if not given */
export function createRtcpProtection(master: Buffer = randomBytes(keyBytes + saltBytes)): RtcpProtection {
  const key = derive(master, encryptionLabel, keyBytes);
  const salt = derive(master, saltLabel, saltBytes);
  let index = 0;
  return {
    keyBase64: master.toString('base64'),
    protect(packet) {
      const header = Buffer.from(packet.subarray(0, 8));
      const trailer = Buffer.alloc(4);
      trailer.writeUInt32BE((0x8000_0000 | index) >>> 0);
      const iv = Buffer.alloc(12);
      header.copy(iv, 2, 4, 8);
      iv.writeUInt32BE(index, 8);
      for (let at = 0; at < 12; at += 1) iv.writeUInt8(iv.readUInt8(at) ^ salt.readUInt8(at), at);
      index += 1;
      const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: tagBytes });
      cipher.setAAD(Buffer.concat([header, trailer]));
      const body = cipher.update(packet.subarray(8));
      cipher.final();
      return Buffer.concat([header, body, cipher.getAuthTag(), trailer]);
    },
  };
}
