import { sendKeys } from '@web/test-runner-commands';

/** Whether the driver can press real keys; that of WebKitGTK cannot. */
export const hasKeys = !/AppleWebKit(?!.*Chrome)/.test(navigator.userAgent);

export const keys = (press: string): Promise<unknown> => sendKeys({ press });
export const type = (text: string): Promise<unknown> => sendKeys({ type: text });
