import { expect } from '@open-wc/testing';
import { type Line, withPiece, withTyped } from '../../../src/views/persona/transcript.js';

const persona = (id: string, content: string, endOfSpeech = false) => ({ id, role: 'persona', content, endOfSpeech });
const guest = (id: string, content: string) => ({ id, role: 'user', content, endOfSpeech: true });
const texts = (lines: readonly Line[]) =>
  lines.map(({ role, text, complete }) => `${role}${complete ? '' : '…'}: ${text}`);

describe('The transcript', () => {
  it("joins the pieces of a persona's sentence", () => {
    let lines = withPiece([], persona('a', 'Good '));
    expect(texts(lines)).to.deep.equal(['persona…: Good ']);
    lines = withPiece(lines, persona('a', 'evening.', true));
    expect(texts(lines)).to.deep.equal(['persona: Good evening.']);
  });

  it('joins late pieces to the right sentence', () => {
    let lines = withPiece([], persona('a', 'One'));
    lines = withPiece(lines, guest('u', 'Wait'));
    lines = withPiece(lines, persona('b', 'Two'));
    lines = withPiece(lines, persona('a', ' more', true));
    expect(texts(lines)).to.deep.equal(['persona: One more', 'user: Wait', 'persona…: Two']);
  });

  it('takes each sentence of the guest by itself, even under one id', () => {
    const lines = withPiece(withPiece([], guest('u', 'Hello')), guest('u', 'Anybody there?'));
    expect(texts(lines)).to.deep.equal(['user: Hello', 'user: Anybody there?']);
  });

  it('does not repeat what the guest typed when the service sends it back', () => {
    const typed = withTyped([], 'Hello');
    expect(withPiece(typed, guest('u', 'Hello'))).to.equal(typed);
    expect(texts(withPiece(typed, guest('u', 'Something else')))).to.deep.equal([
      'user: Hello',
      'user: Something else',
    ]);
  });

  it('knows two equal sentences that the guest said from an echo', () => {
    const lines = withPiece(withPiece([], guest('1', 'Yes')), guest('2', 'Yes'));
    expect(texts(lines)).to.deep.equal(['user: Yes', 'user: Yes']);
  });
});
