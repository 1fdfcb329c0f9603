// `import … from 'guestpass/client'`: what the elements ask of the server, for apps that draw their own.

export { grantsFromFunction, grantsFromUrl, Grants, type GetGrant, type GrantReply } from './grants.js';
export { createGuestClient, type GuestClient, type GuestClientOptions } from './guest-client.js';
export {
  OwnerClient,
  type DoctorFinding,
  type DoctorReport,
  type EmbedVersion,
  type OwnerClientOptions,
} from './owner-client.js';
