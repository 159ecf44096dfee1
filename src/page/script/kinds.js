// Which drawing belongs to which kind of model. A drawing is a function of model and view that returns a picture.

import { drawCurve } from './kinds/curve.js';
import { drawDots } from './kinds/dots.js';
import { drawFlow } from './kinds/flow.js';
import { drawPlan } from './kinds/plan.js';
import { drawRanges } from './kinds/ranges.js';
import { drawRows } from './kinds/rows.js';
import { drawTime } from './kinds/time.js';
import { drawTornado } from './kinds/tornado.js';
import { drawWaterfall } from './kinds/waterfall.js';

const drawings = {
  rows: drawRows,
  time: drawTime,
  dots: drawDots,
  ranges: drawRanges,
  plan: drawPlan,
  flow: drawFlow,
  waterfall: drawWaterfall,
  tornado: drawTornado,
  curve: drawCurve,
};

export function pictureOf(model, view) {
  return drawings[model.kind](model, view);
}
