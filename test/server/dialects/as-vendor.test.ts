import { createAnamSource } from '../../../src/server/sources/anam.js';
import { createCraftkitSource } from '../../../src/server/sources/craftkit.js';
import { createMicrovisualizerSource } from '../../../src/server/sources/microvisualizer.js';
import type { Source } from '../../../src/server/sources/source.js';
import { samples, startServer } from '../harness.js';
import { describeUpstreamLinks } from '../sources/suite.js';

/** Our clients of the three vendors, asking our own dialects: what one side says, the other must understand. */
const timeouts = { connect: 3_000, headers: 10_000, total: 20_000, stall: 10_000 };

async function asVendor(kind: 'render' | 'persona' | 'project', create: (apiKey: string, baseUrl: string) => Source) {
  const server = await startServer();
  return {
    source: create(server.key, await server.listen()),
    ready: { workspace: 'default', kind, id: samples[kind] },
    absent: { workspace: 'default', kind, id: '00000000-0000-4000-8000-000000000000' },
    title: '',
    pending: null,
    lists: false,
    close: () => server.close(),
  };
}

describeUpstreamLinks('our CraftKit dialect as the vendor', () =>
  asVendor('render', (apiKey, baseUrl) =>
    createCraftkitSource({ apiKey, baseUrl, links: 'upstream', outbound: { timeouts } }),
  ),
);
describeUpstreamLinks('our Anam dialect as the vendor', () =>
  asVendor('persona', (apiKey, baseUrl) =>
    createAnamSource({ apiKey, baseUrl, links: 'upstream', outbound: { timeouts } }),
  ),
);
describeUpstreamLinks('our MicroVisualizer dialect as the vendor', () =>
  asVendor('project', (apiKey, baseUrl) =>
    createMicrovisualizerSource({ apiKey, baseUrl, links: 'upstream', outbound: { timeouts } }),
  ),
);
