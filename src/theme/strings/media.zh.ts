import type { MediaStrings } from './media.js';

export const strings: MediaStrings = {
  controls: '播放控件',
  play: '播放',
  pause: '暂停',
  replay: '重新播放',
  position: '播放位置',
  positionOf: '{current}，共 {total}',
  mute: '静音',
  unmute: '取消静音',
  volume: '音量',
  volumeIs: '音量 {percent}',
  captions: '字幕',
  off: '关闭',
  captionsOff: '字幕已关闭',
  speed: '播放速度',
  speedIs: '播放速度 {rate}×',
  pip: '画中画',
  full: '全屏',
  leaveFull: '退出全屏',
  download: '下载',
};
