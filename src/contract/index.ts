/** `guestpass/contract`: the wire shapes, the error codes and the rules of origins, for both sides. */
export { errorSentences, sentenceOf } from './error-sentences.js';
export { type ErrorCode, errorStatus, GuestpassError, isErrorCode, type Issue } from './errors.js';
export {
  frameAncestors,
  isOriginAllowed,
  isWebOrigin,
  type OriginPattern,
  type OriginPatternResult,
  parseOriginPattern,
} from './origins.js';
export { formatResource, Kind, parseResource, Resource, ResourceRef } from './resource.js';
export {
  Activity,
  ChangeShare,
  CreateGrant,
  CreateShare,
  Grant,
  Preview,
  RotateShare,
  Share,
  ShareList,
  ShareState,
  ShareType,
} from './share.js';
export { Conversation, Graph, GuestEvent, LiveState, OpenedShare, OpenShare, Ticket, View } from './view.js';
