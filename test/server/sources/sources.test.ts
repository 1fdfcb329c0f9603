import { folder } from './folder-under-test.js';
import { describeSource, describeUpstreamLinks } from './suite.js';
import { anam, craftkit, microvisualizer } from './vendors.js';

for (const kind of ['render', 'persona', 'project'] as const) {
  describeSource(`the folder with a ${kind}`, () => folder(kind));
}

for (const links of ['own', 'upstream'] as const) {
  describeSource(`craftkit with ${links} links`, async () => ({
    ...(await craftkit({ links })),
    title: 'Document',
    lists: false,
  }));
  describeSource(`anam with ${links} links`, async () => ({ ...(await anam({ links })), title: 'Cara', lists: true }));
  describeSource(`microvisualizer with ${links} links`, async () => ({
    ...(await microvisualizer({ links })),
    title: 'Harbour',
    lists: false,
  }));
}

describeUpstreamLinks('craftkit', async () => ({ ...(await craftkit()), title: 'Document', lists: false }));
describeUpstreamLinks('anam', async () => ({ ...(await anam()), title: 'Cara', lists: true }));
describeUpstreamLinks('microvisualizer', async () => ({
  ...(await microvisualizer()),
  title: 'Harbour',
  lists: false,
}));
