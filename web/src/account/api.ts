/** What the relay answers about people; the shapes are those of the server's `api` package, which leaves out what there is none of. */
export type Me = {
  readonly signedIn: boolean;
  readonly email: string;
  readonly name: string;
  readonly admin: boolean;
  readonly team?: string;
  readonly teamName?: string;
  readonly teamRole: "none" | "member" | "admin";
};
export type Ways = {
  readonly mail: boolean;
  readonly provider?: string;
  readonly passkeys: boolean;
};
export type DeviceView = {
  readonly id: string;
  readonly kind: "browser" | "terminal";
  readonly name: string;
  /** Seconds since 1970. */
  readonly seen: number;
  readonly here: boolean;
};
export type SessionView = {
  readonly id: string;
  readonly owner: string;
  readonly device: string;
  readonly since: string;
  readonly here: boolean;
  readonly guests: number;
  readonly bytes: number;
};
export type PasskeyView = {
  readonly id: string;
  readonly name: string;
  readonly created: number;
  /** Seconds since 1970; 0 for never. */
  readonly used: number;
};
export type PasskeyList = {
  readonly possible: boolean;
  readonly passkeys: readonly PasskeyView[];
};
export type SessionList = {
  readonly mine: readonly SessionView[];
  readonly shared: readonly SessionView[];
  readonly sessionsAllowed: number;
  readonly guestsAllowed: number;
  readonly perSession: number;
  readonly perDay: number;
  readonly usedToday: number;
};
export type Policy = {
  readonly anyone: boolean;
  readonly hosts: "member" | "admin";
  readonly signIn: boolean;
  readonly guests: number;
  readonly sessionBytes: number;
  readonly auditDays: number;
};
export type Team = {
  readonly id: string;
  readonly name: string;
  readonly domain?: string;
  readonly policy: Policy;
  readonly people: readonly {
    readonly id: string;
    readonly email: string;
    readonly name: string;
    readonly role: "member" | "admin";
  }[];
  readonly invited: readonly string[];
};
export type PersonView = {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly admin: boolean;
  readonly blocked: boolean;
  readonly created: number;
};
export type UseView = {
  readonly email: string;
  readonly day: string;
  readonly bytes: number;
  readonly sessions: number;
};
export type DeedView = {
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly detail: string;
};
export type PageOf<T> = {
  readonly items: readonly T[];
  readonly page: number;
  readonly more: boolean;
};

/** What was asked for is refused; the message is a sentence for people. */
export class Refused extends Error {
  readonly status: number;

  constructor(status: number, sentence: string) {
    super(sentence);
    this.status = status;
  }
}

type Method = "GET" | "POST" | "PUT" | "DELETE";

/** @throws Refused, also where the relay does not answer */
export async function ask<T>(method: Method, path: string, body?: unknown): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      // The relay takes what changes anything from its own page alone, and knows it by this.
      headers: { "x-weft": "1", "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    throw new Refused(0, "The relay does not answer. Try again.");
  }
  if (!response.ok) throw new Refused(response.status, await sentenceIn(response));
  return (response.status === 204 ? undefined : await response.json()) as T;
}

async function sentenceIn(response: Response): Promise<string> {
  try {
    const { error } = (await response.json()) as { error?: unknown };
    if (typeof error === "string") return error;
  } catch {
    // said below
  }
  return "That did not work. Try again.";
}

export const get = <T>(path: string): Promise<T> => ask<T>("GET", path);
export const post = <T = undefined>(path: string, body?: unknown): Promise<T> =>
  ask<T>("POST", path, body);

/** Whether it is worth asking who is signed in: a sign beside the cookie, which no script can see. */
export const maySignedIn = (): boolean => document.cookie.includes("weft-in=1");

/** The sentence for whatever went wrong. */
export const sentenceFor = (failed: unknown): string =>
  failed instanceof Refused ? failed.message : "That did not work. Try again.";
