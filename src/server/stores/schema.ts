/** The tables as rows: booleans are 0 or 1 and lists are JSON, so that SQLite and Postgres read the same. */
export interface Tables {
  share: ShareRow;
  visit: VisitRow;
  visit_event: { share_id: string; visit_id: string; type: string; at: number };
  resource_event: ResourceEventRow;
  api_key: KeyRow;
  rate: { k: string; tat: number };
  idempotency: {
    scope: string;
    fingerprint: string;
    at: number;
    locked_until: number;
    status: number | null;
    body: string | null;
  };
  job: JobRow;
  audit: AuditRow;
  migration: { name: string; at: number };
}

export interface ShareRow {
  id: string;
  workspace: string;
  source: string;
  kind: string;
  resource_id: string;
  link: string;
  type: string;
  channel: string;
  label: string | null;
  message: string | null;
  recipient_email: string | null;
  recipient_name: string | null;
  language: string | null;
  token_hash: string;
  previous_hash: string | null;
  previous_until: number | null;
  token_key: string;
  generation: number;
  rotated_at: number | null;
  expires_at: number | null;
  usage_limit: number | null;
  usage_count: number;
  password_hash: string | null;
  password_version: number;
  allowed_origins: string;
  allow_all_origins: number;
  enabled: number;
  download: number;
  remove_watermark: number;
  is_primary: number;
  live: string | null;
  created_at: number;
  created_by: string;
  updated_at: number;
  last_opened_at: number | null;
  revoked_at: number | null;
  upstream_id: string | null;
  upstream_sealed: string | null;
  version: number;
}

export interface VisitRow {
  id: string;
  share_id: string;
  visit_key: string;
  at: number;
  alive_until: number;
  visitor: string;
  counts: number;
  origin: string | null;
  generation: number;
  password_version: number;
  conversation_at: number | null;
  follows: string | null;
}

export interface ResourceEventRow {
  id: string;
  workspace: string;
  kind: string;
  resource_id: string;
  share_id: string | null;
  type: string;
  metadata: string | null;
  at: number;
}

export interface KeyRow {
  id: string;
  workspace: string;
  name: string;
  hash: string;
  hint: string;
  created_at: number;
  last_used_at: number | null;
  expires_at: number | null;
  revoked_at: number | null;
}

export interface JobRow {
  id: string;
  kind: string;
  share_id: string | null;
  payload: string;
  attempts: number;
  due_at: number;
  created_at: number;
  finished_at: number | null;
  outcome: string | null;
  note: string | null;
}

export interface AuditRow {
  id: string;
  at: number;
  workspace: string;
  actor: string;
  action: string;
  share_id: string;
  detail: string;
}
