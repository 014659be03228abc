import { getSupportedRtpCapabilities, type types } from 'mediasoup';
import { z } from 'zod';
import { maxEncodings } from './codec.ts';

/**
 * The shapes of what clients give to mediasoup, checked in full before mediasoup sees them. Its own checks come partly
 * while it is writing the message to the worker: one that fails there (mediasoup 3.27.1: an encoding's `maxBitrate` that
 * is no integer) leaves the writer unusable, and with it every meeting on that worker. Unknown keys are dropped.
 */

const payloadType = z.int().min(0).max(127);
const ssrc = z.int().min(1).max(0xffff_ffff);
const kind = z.enum(['audio', 'video']);
const mimeType = z
  .string()
  .max(64)
  .regex(/^(?:audio|video)\/[A-Za-z0-9.-]+$/);

/** Format parameters (fmtp): names and values as a browser's session description holds them. */
const codecSettings = z
  .record(z.string().min(1).max(64), z.union([z.string().max(512), z.int().min(0).max(0x7fff_ffff)]))
  .refine((settings) => Object.keys(settings).length <= 32);

const codecFields = {
  mimeType,
  clockRate: z.int().min(1).max(1_000_000),
  channels: z.int().min(1).max(8).exactOptional(),
  parameters: codecSettings.exactOptional(),
  rtcpFeedback: z
    .array(z.object({ type: z.string().min(1).max(64), parameter: z.string().max(64).exactOptional() }))
    .max(16)
    .exactOptional(),
};

const knownUris: ReadonlySet<string> = new Set(
  (getSupportedRtpCapabilities().headerExtensions ?? []).map(({ uri }) => uri),
);
const isKnown = (uri: string): uri is types.RtpHeaderExtensionUri => knownUris.has(uri);
const uri = z.string().max(200);
/** RFC 8285: two-byte headers carry ids up to 255. */
const extensionId = z.int().min(1).max(255);

const extensionCapabilities = z
  .array(z.object({ kind, uri, preferredId: extensionId, preferredEncrypt: z.boolean().exactOptional() }))
  .max(64)
  .transform((all) => all.flatMap((each) => (isKnown(each.uri) ? [{ ...each, uri: each.uri }] : [])));

const extensions = z
  .array(z.object({ uri, id: extensionId, encrypt: z.boolean().exactOptional() }))
  .max(32)
  .transform((all) => all.flatMap((each) => (isKnown(each.uri) ? [{ ...each, uri: each.uri }] : [])));

const encoding = z.object({
  ssrc: ssrc.exactOptional(),
  rid: z
    .string()
    .regex(/^[A-Za-z0-9]{1,16}$/)
    .exactOptional(),
  codecPayloadType: payloadType.exactOptional(),
  rtx: z.object({ ssrc }).exactOptional(),
  dtx: z.boolean().exactOptional(),
  // Neither VP8 nor H264 has spatial layers within one stream.
  scalabilityMode: z
    .string()
    .regex(/^[LS]1T[1-3]$/)
    .exactOptional(),
  maxBitrate: z.int().min(0).max(100_000_000).exactOptional(),
});

export const rtpCapabilitiesSchema: z.ZodType<types.RtpCapabilities> = z.object({
  codecs: z
    .array(z.object({ ...codecFields, kind, preferredPayloadType: payloadType }))
    .max(64)
    .exactOptional(),
  headerExtensions: extensionCapabilities.exactOptional(),
});

export const rtpParametersSchema: z.ZodType<types.RtpParameters> = z.object({
  mid: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,16}$/)
    .exactOptional(),
  codecs: z
    .array(z.object({ ...codecFields, payloadType }))
    .min(1)
    .max(16),
  headerExtensions: extensions.exactOptional(),
  encodings: z.array(encoding).min(1).max(maxEncodings),
  rtcp: z
    .object({ cname: z.string().max(128).exactOptional(), reducedSize: z.boolean().exactOptional() })
    .exactOptional(),
});

export const dtlsParametersSchema: z.ZodType<types.DtlsParameters> = z.object({
  role: z.enum(['auto', 'client', 'server']).exactOptional(),
  fingerprints: z
    .array(
      z.object({
        algorithm: z.enum(['sha-1', 'sha-224', 'sha-256', 'sha-384', 'sha-512']),
        value: z
          .string()
          .max(200)
          .regex(/^[0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2})+$/),
      }),
    )
    .min(1)
    .max(8),
});
