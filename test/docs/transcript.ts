/** One command of a page, with the answer that the page says it gets. */
export interface Exchange {
  readonly line: number;
  /** The condition that the page names in a comment just above, such as `with e-mail`; null for none. */
  readonly condition: string | null;
  readonly command: string;
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  /** Null without a body. */
  readonly body: unknown;
  /** What the page tells the reader to keep of the answer: the name of the variable, and the path of the value. */
  readonly kept: ReadonlyMap<string, string>;
}

export interface CurlRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: string | null;
}

/**
 * Reads the commands of a Markdown page: a `sh` block with a curl command, the `http` block with its answer right after
 * it, then perhaps a sentence such as "Keep `id` as `$SHARE_ID`." Throws for a command that has no answer.
 */
export function readExchanges(markdown: string): readonly Exchange[] {
  const block = /(?:<!-- (?<condition>[^>]+?) -->\n)?^```(?<language>sh|http)\n(?<text>[\s\S]*?)^```$/gm;
  const blocks = [...markdown.matchAll(block)].map(({ groups = {}, index, 0: whole }) => ({
    line: markdown.slice(0, index).split('\n').length,
    end: index + whole.length,
    condition: groups['condition'] ?? null,
    language: groups['language'],
    text: groups['text'] ?? '',
  }));
  return blocks.flatMap(({ line, condition, language, text: command }, position) => {
    if (language !== 'sh' || !command.startsWith('curl ')) return [];
    const answer = blocks[position + 1];
    if (answer?.language !== 'http') throw new Error(`The command of line ${line} has no answer.`);
    const prose = markdown.slice(answer.end).split('```')[0] ?? '';
    const kept = [...prose.matchAll(/[Kk]eep `([\w.]+)` as `\$(\w+)`/g)];
    return [
      {
        line,
        condition,
        command,
        ...readAnswer(answer.text),
        kept: new Map(kept.map(([, path = '', name = '']) => [name, path])),
      },
    ];
  });
}

function readAnswer(text: string): Pick<Exchange, 'status' | 'headers' | 'body'> {
  const [head = '', body = ''] = text.split(/\n\n/, 2);
  const [first = '', ...lines] = head.trim().split('\n');
  const status = /^HTTP\/1\.1 (\d{3}) /.exec(first)?.[1];
  if (status === undefined) throw new Error(`An answer begins with its status, not with ${first}`);
  const headers = new Map(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  return { status: Number(status), headers, body: body.trim() === '' ? null : JSON.parse(body) };
}

/** Reads a curl command as a shell would, as far as the pages use one: quotes, variables, continued lines, -X, -H, -d and -i. */
export function readCurl(command: string, variables: Readonly<Record<string, string>>): CurlRequest {
  const [program, ...words] = shellWords(command, variables);
  if (program !== 'curl') throw new Error(`This is no curl command: ${command}`);
  const headers = new Headers();
  let method: string | null = null;
  let url: string | null = null;
  let body: string | null = null;
  while (words.length > 0) {
    const word = words.shift() ?? '';
    if (word === '-i' || word === '-s' || word === '-si') continue;
    if (word === '-X') method = words.shift() ?? null;
    else if (word === '-d') body = words.shift() ?? null;
    else if (word === '-H') {
      const [name = '', ...value] = (words.shift() ?? '').split(':');
      headers.set(name, value.join(':').trim());
    } else if (word.startsWith('-')) throw new Error(`The test does not know curl's ${word}.`);
    else url = word;
  }
  if (url === null) throw new Error(`This command has no address: ${command}`);
  return { method: method ?? (body === null ? 'GET' : 'POST'), url, headers, body };
}

function shellWords(command: string, variables: Readonly<Record<string, string>>): string[] {
  const value = (name: string) => {
    const found = variables[name];
    if (found === undefined) throw new Error(`The page uses $${name} before it says what that is.`);
    return found;
  };
  const fill = (text: string) => text.replace(/\$(\w+)/g, (_, name: string) => value(name));
  const word = /(?:'[^']*'|"[^"]*"|[^\s'"]+)+/g;
  const part = /'([^']*)'|"([^"]*)"|([^\s'"]+)/g;
  return [...command.replaceAll('\\\n', ' ').matchAll(word)].map(([text]) =>
    [...text.matchAll(part)].map(([, single, double, plain]) => single ?? fill(double ?? plain ?? '')).join(''),
  );
}

/** Where an answer differs from what a page says; null when it does not. An ellipsis in a text stands for anything. */
export function difference(said: unknown, answered: unknown, path = 'body'): string | null {
  if (typeof said === 'string' && said.includes('…')) {
    const pattern = said
      .split('…')
      .map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('.+');
    return typeof answered === 'string' && new RegExp(`^${pattern}$`, 's').test(answered)
      ? null
      : `${path}: ${JSON.stringify(answered)} does not read ${said}`;
  }
  if (!isObject(said) || !isObject(answered)) {
    return Object.is(said, answered) ? null : `${path}: ${JSON.stringify(answered)}, and not ${JSON.stringify(said)}`;
  }
  if (Array.isArray(said) !== Array.isArray(answered)) return `${path}: a list on one side only`;
  const names = Object.keys(said).sort();
  const found = Object.keys(answered).sort();
  if (names.join() !== found.join()) return `${path}: has ${found.join(', ')}, and not ${names.join(', ')}`;
  for (const name of names) {
    const inner = difference(said[name], answered[name], `${path}.${name}`);
    if (inner !== null) return inner;
  }
  return null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
