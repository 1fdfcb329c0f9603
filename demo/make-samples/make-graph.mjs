// The control system of the light trail, as a graph of services and topics with its layout.
import dagre from '@dagrejs/dagre';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { resources } from './browser.mjs';

export const GRAPH_ID = 'harbour-lights-a1b2c3';

const categories = {
  sensing: ['Sensing', '#0e7490'],
  deciding: ['Deciding', '#b45309'],
  lights: ['Lights and sound', '#be3a4b'],
  visitors: ['Visitors', '#6d4bc4'],
  platform: ['Platform', '#4b5f7a'],
};
const owners = {
  controls: ['Controls team', '#b45309'],
  riggers: ['Riggers', '#be3a4b'],
  visits: ['Visitor team', '#6d4bc4'],
  harbour: ['Harbour office', '#0e7490'],
};
const flows = {
  show: ['Evening show', '#d97706'],
  safety: ['Safety hold', '#dc2626'],
  visit: ['A visit', '#7c3aed'],
  power: ['Power watch', '#0891b2'],
};

// name: category, owner, flows, what it reads, what it publishes
const services = {
  'Tide gauge reader': ['sensing', 'harbour', ['show'], [], ['tide.level', 'device.heartbeat']],
  'Weather mast': ['sensing', 'harbour', ['show', 'safety'], [], ['weather.observed', 'device.heartbeat']],
  'Crowd counter': ['sensing', 'visits', ['show', 'visit'], [], ['crowd.density', 'device.heartbeat']],
  'Power meters': ['sensing', 'controls', ['power'], [], ['power.usage', 'device.heartbeat']],
  'Sky camera': ['sensing', 'controls', ['show'], [], ['sky.brightness']],
  'Dusk clock': ['deciding', 'controls', ['show'], ['sky.brightness'], ['dusk.announced']],
  'Scene planner': [
    'deciding',
    'controls',
    ['show'],
    ['dusk.announced', 'crowd.density', 'weather.observed', 'energy.budget'],
    ['scene.planned'],
  ],
  'Tide choreographer': ['deciding', 'controls', ['show'], ['tide.level', 'scene.planned'], ['scene.started']],
  'Energy budgeter': ['deciding', 'controls', ['power'], ['power.usage'], ['energy.budget', 'alert.raised']],
  'Safety interlock': [
    'deciding',
    'harbour',
    ['safety'],
    ['weather.observed', 'crowd.density', 'steward.call'],
    ['safety.hold', 'alert.raised'],
  ],
  'Dimmer controller': [
    'deciding',
    'controls',
    ['show', 'safety'],
    ['scene.started', 'safety.hold'],
    ['dimmer.command'],
  ],
  'Quay lanterns': ['lights', 'riggers', ['show', 'safety'], ['dimmer.command'], ['lantern.status']],
  'Floating lanterns': ['lights', 'riggers', ['show', 'safety'], ['dimmer.command', 'tide.level'], ['lantern.status']],
  'Bridge handrails': ['lights', 'riggers', ['show', 'safety'], ['dimmer.command'], ['lantern.status']],
  'Lighthouse beam': ['lights', 'harbour', ['show'], ['scene.started'], ['lantern.status']],
  'Pier tones': ['lights', 'riggers', ['show'], ['scene.started', 'tide.level'], []],
  'Ticket desk': ['visitors', 'visits', ['visit'], [], ['visit.booked']],
  'Visitor app': ['visitors', 'visits', ['visit'], ['scene.started', 'crowd.density', 'notice.sent'], ['guide.asked']],
  'Harbour guide': ['visitors', 'visits', ['visit'], ['guide.asked', 'scene.planned'], ['notice.sent']],
  'Notice sender': ['visitors', 'visits', ['visit', 'safety'], ['visit.booked', 'safety.hold'], ['notice.sent']],
  'Steward phones': ['visitors', 'harbour', ['safety'], ['alert.raised'], ['steward.call']],
  'Device registry': ['platform', 'controls', ['power'], ['device.heartbeat', 'lantern.status'], ['alert.raised']],
  'Telemetry archive': ['platform', 'controls', ['power'], ['telemetry.sample', 'alert.raised'], []],
  'Sample collector': ['platform', 'controls', ['power'], ['power.usage', 'lantern.status'], ['telemetry.sample']],
};

const slug = (name) => name.toLowerCase().replace(/[^a-z0-9]+/g, '-');

const lookBack = new Set([
  'top-lantern-status svc-device-registry',
  'top-lantern-status svc-sample-collector',
  'top-alert-raised svc-steward-phones',
  'svc-device-registry top-alert-raised',
  'top-scene-started svc-visitor-app',
  'top-scene-planned svc-harbour-guide',
]);

export function harbourGraph() {
  const topicOf = new Map();
  const edges = [];
  for (const [name, [, owner, involved, reads, publishes]] of Object.entries(services)) {
    const service = `svc-${slug(name)}`;
    for (const topic of [...reads, ...publishes]) {
      const known = topicOf.get(topic) ?? { owner, flows: new Set() };
      if (publishes.includes(topic)) for (const flow of involved) known.flows.add(flow);
      topicOf.set(topic, known);
    }
    for (const topic of publishes) edges.push(['SERVICE_TO_TOPIC', service, `top-${slug(topic)}`]);
    for (const topic of reads) edges.push(['TOPIC_TO_SERVICE', `top-${slug(topic)}`, service]);
  }
  const withFlows = (keys) => ({
    flows: keys,
    flowLabels: keys.map((key) => flows[key][0]),
    flowColors: keys.map((key) => flows[key][1]),
  });
  const withOwner = (key) => ({ owner: key, ownerLabel: owners[key][0], ownerColor: owners[key][1] });
  const nodes = Object.entries(services).map(([name, [category, owner, involved]]) => ({
    id: `svc-${slug(name)}`,
    type: 'SERVICE',
    label: name,
    width: 176,
    height: 56,
    category,
    categoryLabel: categories[category][0],
    categoryColor: categories[category][1],
    ...withOwner(owner),
    ...withFlows(involved),
  }));
  for (const [topic, { owner, flows: involved }] of topicOf) {
    nodes.push({
      id: `top-${slug(topic)}`,
      type: 'TOPIC',
      label: topic,
      width: 148,
      height: 40,
      ...withOwner(owner),
      ...withFlows([...involved]),
    });
  }
  const layout = new dagre.graphlib.Graph();
  layout.setGraph({ rankdir: 'LR', ranksep: 46, nodesep: 30, marginx: 40, marginy: 40 });
  layout.setDefaultEdgeLabel(() => ({}));
  for (const { id, width, height } of nodes) layout.setNode(id, { width, height });
  // Without the edges that look back, which would stretch the picture to twice its width.
  for (const [, source, target] of edges) if (!lookBack.has(`${source} ${target}`)) layout.setEdge(source, target);
  dagre.layout(layout);
  return {
    name: 'Harbour Lights control system',
    description:
      'The services that read the tide, the weather and the crowd, and the topics by which they light the trail.',
    owner: 'Teo Brandt, Lanternfold Studio',
    createdAt: '2026-09-21T08:30:00.000Z',
    nodes: nodes.map((node) => {
      const { x, y } = layout.node(node.id);
      return { ...node, x: Math.round(x), y: Math.round(y) };
    }),
    edges: edges.map(([type, source, target], i) => ({ id: `edge-${i + 1}`, type, source, target })),
  };
}

export function makeGraph() {
  const graph = harbourGraph();
  writeFileSync(join(resources, 'project', `${GRAPH_ID}.json`), `${JSON.stringify(graph, null, 1)}\n`);
  return graph;
}
