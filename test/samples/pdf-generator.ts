export interface PdfOptions {
  readonly pages?: number;
  readonly title?: string;
  /** A bookmark for each so many pages; 0 for a document without an outline. */
  readonly outlineEvery?: number;
}

const escape = (text: string) => text.replace(/[\\()]/g, '\\$&');

/**
 * A plain PDF 1.4 of any length, 500 pages unless told: each page says its number, and has a link to the next page and
 * one to https://example.com/. About 1 kB a page, the same bytes for the same options.
 */
export function generatePdf({ pages = 500, title = 'Generated document', outlineEvery = 50 }: PdfOptions = {}) {
  const objects: string[] = [];
  const add = (body: string) => objects.push(body); // gives the object's number, from 1

  const catalog = add('');
  const tree = add('');
  const font = add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>');
  const info = add(`<< /Title (${escape(title)}) /Producer (test) >>`);
  const firstPage = objects.length + 1;
  // Each page takes four objects: the page, its content, its two links.
  const pageObject = (index: number) => firstPage + index * 4;

  for (let i = 0; i < pages; i++) {
    const own = pageObject(i);
    const text = [
      'BT /F1 40 Tf 72 700 Td',
      `(Page ${i + 1} of ${pages}) Tj ET`,
      'BT /F1 14 Tf 72 650 Td 20 TL',
      `(${escape(title)}) Tj T*`,
      `(Lantern number ${i + 1} hangs between station ${(i % 9) + 1} and the sea.) Tj T*`,
      '(Go on to the next page) Tj T* (Read more at example.com) Tj ET',
      `0.95 0.7 0.34 rg 72 ${100 + ((i * 37) % 400)} 120 60 re f`,
    ].join('\n');
    const next = pageObject((i + 1) % pages);
    add(
      `<< /Type /Page /Parent ${tree} 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 ${font} 0 R >> >> ` +
        `/Contents ${own + 1} 0 R /Annots [${own + 2} 0 R ${own + 3} 0 R] >>`,
    );
    add(`<< /Length ${text.length} >>\nstream\n${text}\nendstream`);
    add(
      `<< /Type /Annot /Subtype /Link /Rect [70 604 260 624] /Border [0 0 0] /Dest [${next} 0 R /XYZ null null null] >>`,
    );
    add(
      '<< /Type /Annot /Subtype /Link /Rect [70 584 260 604] /Border [0 0 0] ' +
        '/A << /S /URI /URI (https://example.com/) >> >>',
    );
  }

  objects[tree - 1] =
    `<< /Type /Pages /Count ${pages} /Kids [${Array.from({ length: pages }, (_, i) => `${pageObject(i)} 0 R`).join(' ')}] >>`;
  const marks = outlineEvery > 0 ? Math.ceil(pages / outlineEvery) : 0;
  if (marks > 0) {
    const outline = add('');
    const first = objects.length + 1;
    for (let i = 0; i < marks; i++) {
      const page = i * outlineEvery;
      const links = [i > 0 ? `/Prev ${first + i - 1} 0 R` : '', i < marks - 1 ? `/Next ${first + i + 1} 0 R` : ''].join(
        ' ',
      );
      add(
        `<< /Title (From page ${page + 1}) /Parent ${outline} 0 R ${links} /Dest [${pageObject(page)} 0 R /XYZ null null null] >>`,
      );
    }
    objects[outline - 1] = `<< /Type /Outlines /Count ${marks} /First ${first} 0 R /Last ${first + marks - 1} 0 R >>`;
    objects[catalog - 1] = `<< /Type /Catalog /Pages ${tree} 0 R /Outlines ${outline} 0 R /Lang (en) >>`;
  } else {
    objects[catalog - 1] = `<< /Type /Catalog /Pages ${tree} 0 R /Lang (en) >>`;
  }

  const parts = ['%PDF-1.4\n'];
  let at = 9;
  const offsets: number[] = [];
  objects.forEach((body, i) => {
    const part = `${i + 1} 0 obj\n${body}\nendobj\n`;
    offsets.push(at);
    at += part.length;
    parts.push(part);
  });
  parts.push(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`);
  for (const offset of offsets) parts.push(`${String(offset).padStart(10, '0')} 00000 n \n`);
  parts.push(
    `trailer\n<< /Size ${objects.length + 1} /Root ${catalog} 0 R /Info ${info} 0 R >>\nstartxref\n${at}\n%%EOF\n`,
  );
  return new TextEncoder().encode(parts.join(''));
}
