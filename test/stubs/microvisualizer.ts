import { randomUUID } from 'node:crypto';
import { canaryText, type StubReply, type StubRequest, startVendorServer, type VendorServer } from './vendor-server.js';

/** MicroVisualizer's API, as far as its documentation tells: strict about what it is asked. */
export interface MicrovisualizerStub extends VendorServer {
  readonly projects: Map<string, StubProject>;
  addProject(project?: Partial<StubProject>): StubProject;
}

export interface StubProject {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly createdAt: string;
  readonly graph: unknown;
  /** The public token that works now, with when it was made. */
  shared: { readonly token: string; readonly createdAt: string } | null;
}

const projectId = /^[a-z0-9][a-z0-9-]{6,58}[a-z0-9]$/;

export async function startMicrovisualizerStub({ key }: { readonly key: string }): Promise<MicrovisualizerStub> {
  const projects = new Map<string, StubProject>();

  const handle = (request: StubRequest): StubReply => {
    const { method, path, query, body } = request;
    const [, id = '', rest = ''] = /^\/v1\/projects\/([^/]+)(\/.*)?$/.exec(path) ?? [];
    if (!projectId.test(id)) return error(400, 'projectId');
    if (body !== undefined) return error(400, 'no body is expected');
    const project = projects.get(id);
    if (!project) return error(404, 'project', 'project_not_found');
    switch (`${method} ${rest}`) {
      case 'GET ':
        return { status: 200, json: projectJson(project) };
      case 'GET /graph':
        return sendGraph(project, query);
      case 'GET /public-share-token':
        return project.shared
          ? { status: 200, json: project.shared }
          : error(404, 'token', 'public_share_token_not_found');
      case 'POST /public-share-token':
        project.shared = { token: randomUUID(), createdAt: new Date().toISOString() };
        return { status: 200, json: project.shared };
      case 'DELETE /public-share-token':
        if (!project.shared) return error(404, 'token', 'public_share_token_not_found');
        project.shared = null;
        return { status: 204 };
      default:
        return error(405, 'no such route');
    }
  };

  const server = await startVendorServer({ key, handle, error });
  return {
    ...server,
    projects,
    addProject(given = {}) {
      const project: StubProject = {
        id: `harbour-${randomUUID().slice(0, 5)}`,
        name: 'Harbour',
        description: 'Ships and berths',
        createdAt: new Date().toISOString(),
        graph: sampleGraph(),
        shared: null,
        ...given,
      };
      projects.set(project.id, project);
      return project;
    },
  };
}

function projectJson({ id, name, description, createdAt }: StubProject) {
  return {
    id,
    name,
    description,
    createdAt,
    ownerEmail: `${canaryText}@example.com`,
    members: [{ id: 'u1', email: `${canaryText}@example.com`, role: 'ADMIN', name: canaryText }],
    billing: { plan: canaryText },
  };
}

function sendGraph({ graph }: StubProject, query: URLSearchParams): StubReply {
  const unknown = [...query.keys()].find((name) => !['filteredIds', 'depth', 'at'].includes(name));
  const depth = query.get('depth');
  if (unknown || (depth !== null && !/^[0-5]$/.test(depth))) return error(400, `query ${unknown ?? 'depth'}`);
  return { status: 200, json: graph };
}

function sampleGraph() {
  const node = { width: 160, height: 60, internalNote: canaryText };
  return {
    nodes: [
      {
        ...node,
        id: 'service--berths',
        type: 'SERVICE',
        label: 'Berths',
        x: 0,
        y: 0,
        category: 'category--port',
        categoryLabel: 'Port',
        categoryColor: '#1f6feb',
        owner: `${canaryText}@example.com`,
        ownerLabel: `${canaryText}@example.com`,
        ownerColor: 'url(https://example.com/canary_text)',
        flows: ['flow--arrival'],
        flowLabels: ['Arrival'],
        flowColors: ['#0a0'],
      },
      { ...node, id: 'messaging--arrivals', type: 'TOPIC', label: 'arrivals', x: 240, y: 0, category: null },
      { ...node, id: 'database--ships', type: 'DATABASE', label: canaryText, x: 480, y: 0 },
    ],
    edges: [
      {
        id: 'e1',
        type: 'SERVICE_TO_TOPIC',
        source: 'service--berths',
        target: 'messaging--arrivals',
        note: canaryText,
      },
      { id: 'e2', type: 'TOPIC_TO_SERVICE', source: 'messaging--arrivals', target: 'database--ships' },
    ],
    generatedBy: canaryText,
  };
}

function error(status: number, text: string, code?: string): StubReply {
  const codes: Record<number, string> = {
    400: 'validation_failed',
    401: 'unauthorized',
    403: 'forbidden',
    404: 'not_found',
    429: 'rate_limited',
  };
  const message = `${canaryText} ${text}`;
  const more = status === 429 ? { retryAfter: 7 } : status === 400 ? { violations: [message] } : {};
  return {
    status,
    json: { status, code: code ?? codes[status] ?? 'internal_error', message, details: canaryText, ...more },
  };
}
