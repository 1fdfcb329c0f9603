export interface Line {
  readonly id: string;
  readonly role: 'user' | 'persona';
  readonly text: string;
  /** False while the persona still speaks it. */
  readonly complete: boolean;
}

/** A piece of what was said, as the SDK streams it. */
export interface Piece {
  readonly id: string;
  readonly role: string;
  readonly content: string;
  readonly endOfSpeech: boolean;
}

/** What was said so far, with one more piece. A persona's sentence comes in pieces of one id, a guest's at once. */
export function withPiece(lines: readonly Line[], piece: Piece): readonly Line[] {
  const role = piece.role === 'user' ? 'user' : 'persona';
  if (role === 'user') {
    // What the guest typed stands there already, and may come back from the service.
    const last = lines.findLast((line) => line.role === 'user');
    if (last?.id.startsWith(typed) && last.text === piece.content.trim()) return lines;
    return [...lines, { id: `${piece.id}/${lines.length}`, role, text: piece.content.trim(), complete: true }];
  }
  const at = lines.findLastIndex((line) => line.id === piece.id);
  const before = lines[at];
  if (!before) return [...lines, { id: piece.id, role, text: piece.content, complete: piece.endOfSpeech }];
  return lines.with(at, { ...before, text: before.text + piece.content, complete: piece.endOfSpeech });
}

const typed = 'typed/';

/** What was said so far, with what the guest typed. */
export function withTyped(lines: readonly Line[], text: string): readonly Line[] {
  return [...lines, { id: `${typed}${lines.length}`, role: 'user', text, complete: true }];
}
