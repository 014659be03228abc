/** Keys whose values never reach a log, down to three levels. */
const secretKeys = [
  'password',
  'passwordHash',
  'token',
  'accessToken',
  'refresh',
  'refreshToken',
  'credential',
  'credentialHash',
  'secret',
  'authorization',
  'cookie',
  'cookies',
  'set-cookie',
];

/** For pino's `redact`. The hub logs chosen fields, never whole requests: this is the second line. */
export const redaction: { readonly paths: string[]; readonly censor: string } = {
  paths: secretKeys.flatMap((key) => [`["${key}"]`, `*["${key}"]`, `*.*["${key}"]`]),
  censor: '[redacted]',
};
