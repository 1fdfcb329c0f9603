// Cards for the things of a vendor that DEMO_RESOURCES names. Guestpass reads them with the vendor's key, which this app
// does not have.
import { DemoError } from '../settings.mjs';

const kinds = {
  document: 'Document',
  video: 'Film',
  audio: 'Sound',
  image: 'Picture',
  graph: 'Graph',
  persona: 'Persona',
};
const makers = { folder: 'Guestpass', craftkit: 'CraftKit', anam: 'Anam', microvisualizer: 'MicroVisualizer' };

/** One card for each resource, `kind:id`. Throws a DemoError for one that Guestpass does not find. */
export async function vendorCards({ guestpassUrl, apiKey, resources }) {
  return Promise.all(
    resources.map(async (resource) => {
      const [kind, id] = resource.split(':');
      const response = await fetch(`${guestpassUrl}/api/resources/${kind}/${id}`, {
        headers: { authorization: `Bearer ${apiKey}` },
      });
      const answer = await response.json();
      if (!response.ok) throw new DemoError(`DEMO_RESOURCES names ${resource}: ${answer.detail}`);
      return {
        resource,
        kind: kinds[answer.view] ?? 'Thing',
        title: answer.title,
        detail: answer.description ?? id,
        by: makers[answer.source] ?? answer.source,
        when: answer.links === 'upstream' ? 'shared by links of the vendor' : 'shared by our links',
        thumb: null,
        shape: answer.status === 'ready' ? 'plain' : 'pending',
        alt: '',
      };
    }),
  );
}
