import type { ImageStrings } from './image.js';

export const strings: ImageStrings = {
  stage: '画像。プラスとマイナスで拡大・縮小、矢印キーで移動、0 でウィンドウに合わせます。',
  toolbar: '画像の操作',
  zoomIn: '拡大',
  zoomOut: '縮小',
  actualSize: '原寸表示（現在 {percent}）',
  fit: 'ウィンドウに合わせる',
  download: 'ダウンロード',
  zoomed: '表示倍率 {percent}',
};
