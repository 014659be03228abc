import { parseCookie, stringifySetCookie } from 'cookie';

/** A cookie to set, or with `value` null to take away. Always HttpOnly and SameSite=Strict. */
export type SetCookie = {
  readonly name: CookieName;
  readonly value: string | null;
  readonly maxAgeMs: number;
};

/** Each cookie goes to the one path that needs it, so that no other route can be reached by a cookie alone. */
const pathByName = {
  /** The opaque refresh token. */
  'diemcau-refresh': '/api/session',
  /** The access token, for what a page cannot put a header on: `<video>`, `<track>` and downloads. */
  'diemcau-archive': '/api/archive',
} as const;
export type CookieName = keyof typeof pathByName;

/** The cookies of a request by name; a malformed header is no cookie. */
export function readCookies(header: string | undefined): Readonly<Record<string, string | undefined>> {
  return header === undefined ? {} : parseCookie(header);
}

/** The value of a Set-Cookie header. `secure`: only ever sent over TLS. */
export function cookieHeader(cookie: SetCookie, secure: boolean): string {
  return stringifySetCookie({
    name: cookie.name,
    value: cookie.value ?? '',
    maxAge: cookie.value === null ? 0 : Math.max(0, Math.floor(cookie.maxAgeMs / 1000)),
    path: pathByName[cookie.name],
    httpOnly: true,
    sameSite: 'strict',
    secure,
  });
}
