import type { ImageStrings } from './image.js';

export const strings: ImageStrings = {
  stage: '图片。加号和减号缩放，方向键移动，0 适应窗口。',
  toolbar: '图片控件',
  zoomIn: '放大',
  zoomOut: '缩小',
  actualSize: '实际大小，当前 {percent}',
  fit: '适应窗口',
  download: '下载',
  zoomed: '缩放 {percent}',
};
