export default {
  globs: ['src/elements/**/*.ts'],
  litelement: true,
  // Its default writes the path of the output into package.json.
  packagejson: false,
  quiet: true,
};
