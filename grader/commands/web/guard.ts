import { createHash, timingSafeEqual } from 'node:crypto';

/** What a request says of itself, before anything is done for it. */
export interface Knock {
  method: string;
  host: string | undefined;
  origin: string | undefined;
  /** `Sec-Fetch-Site`, which a page cannot forge. */
  fetchSite: string | undefined;
  cookie: string | undefined;
  contentType: string | undefined;
  /** `?token=` of the address that was opened. */
  token: string | undefined;
}

/** What the server expects. */
export interface House {
  /** Host names with port that are ours: `127.0.0.1:7577`, `localhost:7577`. */
  hosts: readonly string[];
  token: string;
  cookieName: string;
}

export type Admission =
  | { kind: 'in' }
  /** The address with the token was opened: the cookie is handed out. */
  | { kind: 'enter' }
  | { kind: 'out'; status: 401 | 403 | 415 | 421; message: string };

/**
 * Whether a request may come in. A foreign Host is DNS rebinding; a foreign Origin is another site that makes a browser
 * talk to us; the cookie is strictly same-site and proves that the address with the token was opened here. Pure.
 */
export function admit(knock: Knock, house: House): Admission {
  const { method, host, origin, fetchSite } = knock;
  if (host === undefined || !house.hosts.includes(host.toLowerCase()))
    return { kind: 'out', status: 421, message: 'This server does not answer for that host.' };
  if (origin !== undefined && origin !== `http://${host.toLowerCase()}`)
    return { kind: 'out', status: 403, message: 'Requests of other sites are not answered.' };
  const changes = method !== 'GET' && method !== 'HEAD';
  if (changes && origin === undefined)
    return { kind: 'out', status: 403, message: 'A request that changes something names its origin.' };
  if (knock.token !== undefined && !changes && isSame(knock.token, house.token)) return { kind: 'enter' };
  if (fetchSite !== undefined && fetchSite !== 'same-origin' && fetchSite !== 'none')
    return { kind: 'out', status: 403, message: 'Requests of other sites are not answered.' };
  if (!isSame(readCookie(knock.cookie, house.cookieName) ?? '', house.token))
    return { kind: 'out', status: 401, message: 'Open the address that `npx kata web` has printed; it lets you in.' };
  if (changes && !/^application\/json(;|$)/i.test(knock.contentType ?? ''))
    return { kind: 'out', status: 415, message: 'What is sent has to be JSON.' };
  return { kind: 'in' };
}

function readCookie(header: string | undefined, name: string): string | undefined {
  const parts = (header ?? '').split(';').map((part) => part.trim());
  return parts.find((part) => part.startsWith(`${name}=`))?.slice(name.length + 1);
}

/** Takes as long for a nearly right token as for a wrong one. */
function isSame(given: string, expected: string): boolean {
  const [one, other] = [given, expected].map((text) => createHash('sha256').update(text).digest());
  return one !== undefined && other !== undefined && timingSafeEqual(one, other);
}
