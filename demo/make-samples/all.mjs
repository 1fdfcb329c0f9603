// Makes every sample again: node demo/make-samples/all.mjs [document|graph|images|map|sound|survey|video|cases|thumbs …]
import { makeCases } from './make-cases.mjs';
import { makeDocument } from './make-document.mjs';
import { makeGraph } from './make-graph.mjs';
import { makeImages } from './make-images.mjs';
import { makeMap } from './make-map.mjs';
import { makeSound } from './make-sound.mjs';
import { makeSurvey } from './make-survey.mjs';
import { makeThumbs } from './make-thumbs.mjs';
import { makeVideo } from './make-video.mjs';

// The document shows the map, the cases are cut from the survey, and the thumbs from everything: those come after.
const makers = {
  map: makeMap,
  document: makeDocument,
  survey: makeSurvey,
  graph: makeGraph,
  images: makeImages,
  sound: makeSound,
  video: makeVideo,
  cases: makeCases,
  thumbs: makeThumbs,
};
const asked = process.argv.slice(2);
for (const [name, make] of Object.entries(makers)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  await make();
  console.log(`made ${name}`);
}
