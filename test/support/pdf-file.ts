import { createHash } from 'node:crypto';

/** What fills up a short password, as the PDF format states it. */
const padding = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex');
/** What may be done with the file: everything. */
const permissions = -4;
/** The file's own id, by which its key is made. */
const fileId = Buffer.from('0123456789abcdef', 'latin1');

const md5 = (...parts: readonly Uint8Array[]) => {
  const hash = createHash('md5');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** RC4, which Node's own cryptography no longer has. */
function rc4(key: Uint8Array, data: Uint8Array): Buffer {
  const box = Uint8Array.from({ length: 256 }, (_, index) => index);
  const swap = (a: number, b: number) => {
    [box[a], box[b]] = [box[b]!, box[a]!];
  };
  for (let i = 0, j = 0; i < 256; i += 1) {
    j = (j + box[i]! + key[i % key.length]!) & 255;
    swap(i, j);
  }
  let [i, j] = [0, 0];
  const encrypted = Uint8Array.from(data, (byte) => {
    i = (i + 1) & 255;
    j = (j + box[i]!) & 255;
    swap(i, j);
    return byte ^ box[(box[i]! + box[j]!) & 255]!;
  });
  return Buffer.from(encrypted);
}

/** The dictionary of a PDF that is protected by the standard handler, revision 2; '' opens it to everybody. */
function encryption(password: string): string {
  const padded = (text: string) => Buffer.concat([Buffer.from(text, 'latin1'), padding]).subarray(0, 32);
  const owner = rc4(md5(padded('owner')).subarray(0, 5), padded(password));
  const rights = Buffer.alloc(4);
  rights.writeInt32LE(permissions);
  const key = md5(padded(password), owner, rights, fileId).subarray(0, 5);
  const hex = (bytes: Uint8Array) => `<${Buffer.from(bytes).toString('hex')}>`;
  const [o, u] = [hex(owner), hex(rc4(key, padding))];
  return `/Encrypt << /Filter /Standard /V 1 /R 2 /O ${o} /U ${u} /P ${permissions} >> /ID [${hex(fileId)} ${hex(fileId)}]`;
}

/** A PDF of empty pages; `password` left out: it is not protected, '': it opens to everybody and forbids. */
export function pdfFile({ pages = 1, password }: { pages?: number; password?: string } = {}): Buffer {
  const kids = Array.from({ length: pages }, (_, index) => `${index + 3} 0 R`);
  const bodies = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages} /Kids [${kids.join(' ')}] >>`,
    ...kids.map(() => '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>'),
  ];
  let text = '%PDF-1.4\n';
  const places = bodies.map((body, index) => {
    const place = text.length;
    text += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const protection = password === undefined ? '' : encryption(password);
  const size = bodies.length + 1;
  return Buffer.from(
    `${text}xref\n0 ${size}\n0000000000 65535 f \n${places.join('')}trailer\n<< /Size ${size} /Root 1 0 R ${protection} >>\nstartxref\n${text.length}\n%%EOF\n`,
    'latin1',
  );
}
