import { readFileSync } from 'node:fs';
import { z } from 'zod';

const schema = z.object({
  /** Where the hub listens, e.g. `https://hub.example:443`. */
  RECORDER_HUB_URL: z.url(),
  /** The secret shared with the hub, or a file that holds it. */
  RECORDER_TOKEN: z.string().min(16).optional(),
  RECORDER_TOKEN_FILE: z.string().min(1).optional(),
  /** Where recordings are kept: one folder each. */
  RECORDER_FOLDER: z.string().min(1),
  /** Where the other recorder of the same meetings keeps its own, as this machine sees it: films take from there too. */
  RECORDER_OTHER_FOLDER: z.string().min(1).optional(),
  /** This machine's address, at which the hub's media reaches it. */
  RECORDER_IP: z.union([z.ipv4(), z.ipv6()]).default('127.0.0.1'),
  /** UDP ports for the tracks, below those that Linux hands out by itself. */
  RECORDER_PORTS: z
    .string()
    .regex(/^\d{1,5}-\d{1,5}$/)
    .default('20000-29999'),
  /** A certificate (PEM) by which the hub's own is known, for hubs whose certificate no public authority signed. */
  RECORDER_CA_FILE: z.string().min(1).optional(),
  RECORDER_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** `1`: started by the hub, whose end is seen by the end of standard input. */
  RECORDER_CHILD: z.enum(['0', '1']).default('0'),
});

export type RecorderEnvironment = {
  readonly hubUrl: string;
  readonly token: string;
  readonly folder: string;
  readonly otherFolder: string | null;
  readonly ip: string;
  readonly ports: { readonly from: number; readonly to: number };
  readonly ca: string | null;
  readonly logLevel: string;
  readonly child: boolean;
};

/** Throws with the name of the variable and the reason when something is missing or wrong. */
export function readEnvironment(variables: NodeJS.ProcessEnv): RecorderEnvironment {
  const parsed = schema.safeParse(variables);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Error(`${issue?.path.join('.') ?? 'environment'}: ${issue?.message ?? 'is wrong'}`);
  }
  const values = parsed.data;
  const token =
    values.RECORDER_TOKEN ??
    (values.RECORDER_TOKEN_FILE ? readFileSync(values.RECORDER_TOKEN_FILE, 'utf8').trim() : '');
  if (token === '') throw new Error('RECORDER_TOKEN: neither it nor RECORDER_TOKEN_FILE is set');
  const [from = 0, to = 0] = values.RECORDER_PORTS.split('-').map(Number);
  if (from < 1024 || to > 65_535 || to - from < 20)
    throw new Error('RECORDER_PORTS: needs at least 20 ports between 1024 and 65535');
  return {
    hubUrl: values.RECORDER_HUB_URL,
    token,
    folder: values.RECORDER_FOLDER,
    otherFolder: values.RECORDER_OTHER_FOLDER ?? null,
    ip: values.RECORDER_IP,
    ports: { from, to },
    ca: values.RECORDER_CA_FILE ? readFileSync(values.RECORDER_CA_FILE, 'utf8') : null,
    logLevel: values.RECORDER_LOG_LEVEL,
    child: values.RECORDER_CHILD === '1',
  };
}
