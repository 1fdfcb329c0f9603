import { svg, type SVGTemplateResult } from 'lit';

/**
 * A QR code as one path, one unit a module, with the quiet zone of four that scanners need. Dark on white in every
 * colour scheme: many scanners cannot read the inverse.
 */
export async function qrCode(text: string, label: string): Promise<SVGTemplateResult> {
  const { encode } = await import('uqr');
  const { data, size } = encode(text, { ecc: 'M', border: 0 });
  const path = data
    .map((row, y) =>
      row
        .map((dark, x) => (dark && !row[x - 1] ? `M${x + 4} ${y + 4}h${run(row, x)}v1h-${run(row, x)}z` : ''))
        .join(''),
    )
    .join('');
  const side = size + 8;
  return svg`<svg class="qr" part="qr" viewBox="0 0 ${side} ${side}" role="img" aria-label=${label} shape-rendering="crispEdges">
    <rect width=${side} height=${side} fill="#fff" /><path d=${path} fill="#000" />
  </svg>`;
}

function run(row: readonly boolean[], from: number): number {
  let end = from;
  while (row[end]) end++;
  return end - from;
}
