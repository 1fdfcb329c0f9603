export { strings } from './owner.js';
