/** What `@internal` marks is for our own elements alone. */
const internals = {
  name: 'internals',
  analyzePhase({ ts, node, moduleDoc }) {
    if (!ts.isClassDeclaration(node)) return;
    const declared = moduleDoc.declarations?.find(({ name }) => name === node.name?.text);
    for (const member of node.members) {
      if (!ts.getJSDocTags(member).some(({ tagName }) => tagName.text === 'internal')) continue;
      const known = declared?.members?.find(({ name }) => name === member.name?.getText());
      if (known) known.privacy = 'private';
    }
  },
};

export default {
  globs: ['src/elements/**/*.ts'],
  litelement: true,
  // Its default writes the path of the output into package.json.
  packagejson: false,
  plugins: [internals],
  quiet: true,
};
