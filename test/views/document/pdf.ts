/** A page of a made document; lengths in points, from the lower left corner. */
export interface MadePage {
  readonly width?: number;
  readonly height?: number;
  readonly rotate?: number;
  /** One line below the other, from the upper left. */
  readonly lines?: readonly string[];
  /** Annotations, as a PDF writes them; `{page:3}` in them becomes a reference to page 3. */
  readonly links?: readonly string[];
  /** A picture over the whole page: its dictionary's entries, and its data. */
  readonly picture?: { readonly entries: string; readonly data: Uint8Array };
  /** So many bytes that mean nothing are part of the page's content, and differ from page to page. */
  readonly ballast?: number;
  /** The font's entries, instead of Helvetica's. */
  readonly font?: string;
  /** A string of bytes as hexadecimal digits, written once, for fonts that need it. */
  readonly hex?: string;
}

const HELVETICA = '/Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding';
const latin = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const escape = (text: string) => text.replace(/[\\()]/g, '\\$&');

/** A PDF of these pages. With `outline`, an entry for each title, which leads to the page of that number. */
export function makePdf(pages: readonly MadePage[], outline: Readonly<Record<string, number>> = {}): Uint8Array {
  const objects: Uint8Array[] = [];
  const add = (text: string, data?: Uint8Array): number => {
    const parts = data
      ? [latin(text.replace(/>>$/, `/Length ${data.length} >>\nstream\n`)), data, latin('\nendstream')]
      : [latin(text)];
    objects.push(Uint8Array.from(parts.flatMap((part) => [...part])));
    return objects.length;
  };
  const catalog = 1;
  const tree = 2;
  objects.push(new Uint8Array(), new Uint8Array());
  const numberOf = (page: number) => 3 + (page - 1) * 4;

  pages.forEach((page, index) => {
    const { width = 595, height = 842, rotate = 0, lines = [], links = [], picture, ballast = 0, font, hex } = page;
    const own = numberOf(index + 1);
    const text = lines.map((line) => `(${escape(line)}) Tj 0 -24 Td`).join('\n');
    const draw = picture ? `q ${width} 0 0 ${height} 0 0 cm /P Do Q` : '';
    let noise = '';
    for (let at = 0; noise.length < ballast; at += 1) noise += `% ${(index + 1) * 7919 * (at + 31)}\n`;
    const content = `${draw}\nBT /F 18 Tf 60 ${height - 80} Td ${text} ${hex ? `<${hex}> Tj` : ''} ET\n${noise}`;
    const refer = (link: string) => link.replace(/\{page:(\d+)\}/g, (_, to: string) => `${numberOf(Number(to))} 0 R`);
    add(
      `<< /Type /Page /Parent ${tree} 0 R /MediaBox [0 0 ${width} ${height}] /Rotate ${rotate} /Contents ${own + 1} 0 R ` +
        `/Resources << /Font << /F ${own + 2} 0 R >> /XObject << /P ${own + 3} 0 R >> >> ` +
        `/Annots [${links.map((link) => `<< /Type /Annot /Subtype /Link /Border [0 0 0] ${refer(link)} >>`).join(' ')}] >>`,
    );
    add('<< >>', latin(content));
    add(`<< ${font ?? HELVETICA} >>`);
    if (picture) add(`<< /Type /XObject /Subtype /Image ${picture.entries} >>`, picture.data);
    else add('null');
  });

  const titles = Object.entries(outline);
  const root = objects.length + 1;
  if (titles.length > 0) {
    add(`<< /Type /Outlines /Count ${titles.length} /First ${root + 1} 0 R /Last ${root + titles.length} 0 R >>`);
    titles.forEach(([title, page], index) => {
      const [before, after] = [root + index, root + index + 2];
      const order = `${index > 0 ? `/Prev ${before} 0 R` : ''} ${index < titles.length - 1 ? `/Next ${after} 0 R` : ''}`;
      add(`<< /Title (${escape(title)}) /Parent ${root} 0 R ${order} /Dest [${numberOf(page)} 0 R /XYZ 0 700 null] >>`);
    });
  }
  const kids = pages.map((_, index) => `${numberOf(index + 1)} 0 R`).join(' ');
  objects[catalog - 1] = latin(
    `<< /Type /Catalog /Pages ${tree} 0 R ${titles.length > 0 ? `/Outlines ${root} 0 R` : ''} >>`,
  );
  objects[tree - 1] = latin(`<< /Type /Pages /Count ${pages.length} /Kids [${kids}] >>`);

  const parts: Uint8Array[] = [latin('%PDF-1.7\n')];
  let at = 9;
  // As printers write it: what pages show first, and what they are at the end.
  const order = objects.map((body, index) => ({ body, index })).sort((a, b) => b.body.length - a.body.length);
  const offsets: number[] = [];
  for (const { body, index } of order) {
    offsets[index] = at;
    for (const part of [latin(`${index + 1} 0 obj\n`), body, latin('\nendobj\n')]) {
      parts.push(part);
      at += part.length;
    }
  }
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  parts.push(
    latin(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}` +
        `trailer\n<< /Size ${objects.length + 1} /Root ${catalog} 0 R >>\nstartxref\n${at}\n%%EOF\n`,
    ),
  );
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
