import { type FileHandle, open } from 'node:fs/promises';
import { type DocumentMediaType, mediaTypeOfName } from '../../core/document.ts';

/** How content of these types begins. */
const pdf = Buffer.from('%PDF-', 'latin1');
const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const jpeg = Buffer.from([0xff, 0xd8, 0xff]);
/** Compound files: what Office wrote until 2007. */
const compound = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
const zip = Buffer.from([0x50, 0x4b, 0x03, 0x04]);

/** Of a ZIP: what ends it, and what each line of its directory begins with. */
const zipEnd = Buffer.from([0x50, 0x4b, 0x05, 0x06]);
const zipLine = Buffer.from([0x50, 0x4b, 0x01, 0x02]);
/** The end of a ZIP without its comment, and the longest comment, in bytes. */
const zipEndBytes = 22;
const longestComment = 65_535;
/** Largest directory of a ZIP that is read: that of a document has some dozens of lines. */
const mostDirectoryBytes = 4 * 2 ** 20;

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const { bytesRead, buffer } = await handle.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

/** The names in a ZIP's directory; null: it has none that makes sense. */
async function namesInZip(handle: FileHandle, size: number): Promise<readonly string[] | null> {
  const tailFrom = Math.max(0, size - zipEndBytes - longestComment);
  const tail = await readAt(handle, tailFrom, size - tailFrom);
  const end = tail.lastIndexOf(zipEnd);
  if (end === -1 || tail.length - end < zipEndBytes) return null;
  const bytes = tail.readUInt32LE(end + 12);
  const from = tail.readUInt32LE(end + 16);
  if (bytes > mostDirectoryBytes || from + bytes > size) return null;
  const directory = await readAt(handle, from, bytes);
  const names: string[] = [];
  for (let at = 0; at + 46 <= directory.length && directory.subarray(at, at + 4).equals(zipLine); ) {
    const nameBytes = directory.readUInt16LE(at + 28);
    const more = directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
    names.push(directory.toString('utf8', at + 46, at + 46 + nameBytes));
    at += 46 + nameBytes + more;
  }
  return names;
}

/** Whether a ZIP is what Office writes since 2007, of this kind (`word`, `xl`, `ppt`), and brings no macros. */
async function isOffice(handle: FileHandle, size: number, kind: string): Promise<boolean> {
  const names = (await namesInZip(handle, size)) ?? [];
  return (
    names.includes('[Content_Types].xml') &&
    names.some((name) => name.startsWith(`${kind}/`)) &&
    !names.some((name) => name.toLowerCase().endsWith('vbaproject.bin'))
  );
}

/** Control characters that no text has: all but tab, line feed, form feed and carriage return. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const notText = /[\u0000-\u0008\u000b\u000e-\u001f\u007f]/;

/** Whether it is plain text in UTF-8, to its last byte. */
async function isText(handle: FileHandle): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    const stream = handle.createReadStream({ start: 0, autoClose: false });
    for await (const part of stream) if (notText.test(decoder.decode(part, { stream: true }))) return false;
    return !notText.test(decoder.decode());
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

async function agrees(handle: FileHandle, type: DocumentMediaType): Promise<boolean> {
  const { size } = await handle.stat();
  const head = await readAt(handle, 0, 8);
  const begins = (signature: Buffer) => head.subarray(0, signature.length).equals(signature);
  switch (type) {
    case 'application/pdf':
      return begins(pdf);
    case 'image/png':
      return begins(png);
    case 'image/jpeg':
      return begins(jpeg);
    case 'application/msword':
    case 'application/vnd.ms-excel':
    case 'application/vnd.ms-powerpoint':
      return begins(compound);
    case 'application/vnd.openxmlformats-officedocument.wordprocessingml.document':
      return begins(zip) && isOffice(handle, size, 'word');
    case 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet':
      return begins(zip) && isOffice(handle, size, 'xl');
    case 'application/vnd.openxmlformats-officedocument.presentationml.presentation':
      return begins(zip) && isOffice(handle, size, 'ppt');
    case 'text/plain':
      return size > 0 && isText(handle);
  }
}

/**
 * The media type on which a file's content and its name agree; null where they do not, and for a kind that is not
 * taken (DOCUMENT-4). What the sender claims counts for nothing.
 */
export async function mediaTypeOf(path: string, fileName: string): Promise<DocumentMediaType | null> {
  const named = mediaTypeOfName(fileName);
  if (named === null) return null;
  const handle = await open(path, 'r');
  try {
    return (await agrees(handle, named)) ? named : null;
  } finally {
    await handle.close();
  }
}
