import { translated } from '../translations.js';

/**
 * What the graph view says. Texts with a `|` come in the forms of `Intl.PluralRules`, in the order zero, one, two, few,
 * many, other; a language writes those that it has, and the last stands for all that follow.
 */
export const graphStrings = {
  label: 'Graph of services and topics',
  help: 'Arrow keys move the picture; once a node is selected, they go from node to node. Enter selects the node in the middle, then opens its details. Plus and minus zoom, 0 fits everything in, Escape closes and clears.',
  controls: 'Graph controls',
  search: 'Find a service or topic',
  nothingFound: 'Nothing found',
  found: '{count} result|{count} results',
  filter: 'Filter',
  clear: 'Clear filters',
  owner: 'Owner',
  category: 'Category',
  flow: 'Flow',
  shown: '{shown} of {total} shown',
  noMatch: 'Nothing matches these filters.',
  picture: 'Picture',
  table: 'Table',
  download: 'Download',
  svg: 'SVG, sharp at any size',
  png: 'PNG, an image',
  failed: 'The file could not be made.',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  fit: 'Fit to window',
  zoomed: 'Zoom {percent}',
  legend: 'Legend',
  service: 'Service',
  topic: 'Topic',
  name: 'Name',
  type: 'Type',
  details: 'Details',
  close: 'Close',
  locate: 'Show in the picture',
  incoming: 'Incoming',
  outgoing: 'Outgoing',
  none: 'None',
  more: '{count} more',
  node: '{count} node|{count} nodes',
  link: '{count} connection|{count} connections',
  selected: '{label}, {type}. Incoming: {incoming}. Outgoing: {outgoing}.',
  missing: '{count} connection leads to a node that is not here|{count} connections lead to nodes that are not here',
  repeated:
    '{count} entry is left out because its id is taken|{count} entries are left out because their ids are taken',
  unreadable: '{count} entry could not be read|{count} entries could not be read',
  dismiss: 'Dismiss',
  emptyTitle: 'Nothing to draw yet',
  emptyText: 'This graph has no services or topics.',
  page: '{from}–{to} of {total}',
  previous: 'Previous page',
  next: 'Next page',
};

export type GraphStrings = Readonly<Record<keyof typeof graphStrings, string>>;

export const loadGraphStrings = (language: string): Promise<GraphStrings> =>
  translated<GraphStrings>(language, graphStrings, {
    de: () => import('./graph.de.js'),
    es: () => import('./graph.es.js'),
    fr: () => import('./graph.fr.js'),
    pt: () => import('./graph.pt.js'),
    ja: () => import('./graph.ja.js'),
    zh: () => import('./graph.zh.js'),
    ar: () => import('./graph.ar.js'),
  });
