/** Somebody who is to get a link of their own. */
export interface Recipient {
  readonly email: string;
  readonly name: string | null;
}

export type RecipientResult =
  | { readonly ok: true; readonly recipient: Recipient }
  | { readonly ok: false; readonly text: string };

/** As much as can be said without sending: one @, a host with a dot, nothing that ends or folds a header. */
const address = /^[^\s\p{Cc}@,;:<>()[\]\\"]{1,64}@[^\s\p{Cc}@,;:<>()[\]\\"]+\.[^\s\p{Cc}@.,;:<>()[\]\\"]{2,}$/u;

/** Reads what people paste: addresses with commas, semicolons or line ends between them, with or without names. */
export function parseRecipients(text: string): readonly RecipientResult[] {
  return [...text.matchAll(/(?:"[^"]*"|[^,;\n\r\t"])+/g)]
    .flatMap(([part]) => (/@.*\s.*@/.test(part) && !part.includes('<') ? part.split(/\s+/) : [part]))
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => {
      const named = /^(.*?)\s*<([^<>]+)>$/.exec(part);
      const email = (named?.[2] ?? part).trim();
      const name = (named?.[1] ?? '').replace(/^"(.*)"$/, '$1').trim();
      const ok = email.length <= 254 && address.test(email);
      return ok ? { ok, recipient: { email, name: name.slice(0, 200) || null } } : { ok, text: part };
    });
}
