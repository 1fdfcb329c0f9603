/** A length in words: "2 minutes". `locale` is BCP 47. */
export function lengthText(seconds: number, locale: string): string {
  const [unit, size] = seconds > 90 ? (['minute', 60] as const) : (['second', 1] as const);
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(Math.ceil(seconds / size));
}
