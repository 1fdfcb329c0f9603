import type { MediaStrings } from './media.js';

export const strings: MediaStrings = {
  controls: '再生コントロール',
  play: '再生',
  pause: '一時停止',
  replay: 'もう一度再生',
  position: '再生位置',
  positionOf: '{current} / {total}',
  mute: '消音',
  unmute: '消音を解除',
  volume: '音量',
  volumeIs: '音量 {percent}',
  captions: '字幕',
  off: 'オフ',
  captionsOff: '字幕オフ',
  speed: '再生速度',
  speedIs: '再生速度 {rate}×',
  pip: 'ピクチャー イン ピクチャー',
  full: '全画面表示',
  leaveFull: '全画面表示を終了',
  download: 'ダウンロード',
};
