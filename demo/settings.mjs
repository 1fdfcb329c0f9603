// Where the demo runs. Every value has a default; a bad one stops the start with a sentence.
import { join, resolve } from 'node:path';

/** A sentence for people: what to do, and no stack. */
export class DemoError extends Error {}

const ROOT = resolve(import.meta.dirname, '..');

function port(name, fallback) {
  const text = process.env[name] ?? '';
  const number = text === '' ? fallback : Number(text);
  if (!Number.isInteger(number) || number < 1 || number > 65_535) {
    throw new DemoError(`${name} must be a port from 1 to 65535, and is "${text}".`);
  }
  return number;
}

function address(name, fallback) {
  const text = process.env[name] || fallback;
  if (!URL.canParse(text)) throw new DemoError(`${name} must be an address such as ${fallback}, and is "${text}".`);
  return new URL(text).origin;
}

function resources() {
  const names = (process.env.DEMO_RESOURCES ?? '').split(/[\s,]+/).filter(Boolean);
  const wrong = names.find((name) => !/^(?:render|persona|project):[A-Za-z0-9][\w-]*$/.test(name));
  if (wrong) {
    throw new DemoError(
      `DEMO_RESOURCES must hold names such as persona:ID with commas between them, and has "${wrong}".`,
    );
  }
  return names;
}

/** Ports, public addresses (origins, without a slash at the end) and the folder of the demo's data. */
export function readSettings() {
  const ports = {
    guestpass: port('GUESTPASS_PORT', 4700),
    host: port('DEMO_HOST_PORT', 4701),
    site: port('DEMO_SITE_PORT', 4702),
  };
  if (new Set(Object.values(ports)).size < 3) {
    throw new DemoError('GUESTPASS_PORT, DEMO_HOST_PORT and DEMO_SITE_PORT must be three different ports.');
  }
  return {
    root: ROOT,
    ports,
    /** The interface that all three listen on; 0.0.0.0 lets other machines in, as a container needs. */
    bind: process.env.DEMO_BIND || '127.0.0.1',
    guestpassUrl: address('GUESTPASS_URL', `http://localhost:${ports.guestpass}`),
    hostUrl: address('DEMO_HOST_URL', `http://localhost:${ports.host}`),
    siteUrl: address('DEMO_SITE_URL', `http://localhost:${ports.site}`),
    /** Things of a vendor whose key is set, to show beside the demo's own. */
    resources: resources(),
    data: resolve(process.env.DEMO_DATA || join(ROOT, '.guestpass-demo')),
  };
}
