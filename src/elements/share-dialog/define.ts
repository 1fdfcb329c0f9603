import { defineElement } from '../define-element.js';
import { ShareDialogElement } from './share-dialog.js';

defineElement('share-dialog', ShareDialogElement);
