// Whose units went to whom, from givers through months to receivers. A narrow chart leaves out the givers.

import { ink } from '../marks.js';
import { fit, widest } from '../measure.js';

const TWO_COLUMNS = 460;
const PER_NODE = 40;

export function drawFlow(model, view) {
  const shown = view.width < TWO_COLUMNS && depthOf(model) > 1 ? withoutFirst(model) : model;
  const last = depthOf(shown);
  const room = Math.min(view.width * 0.34, widest(shown.nodes.filter((node) => node.depth === last).map((node) => node.label)) + 20);
  const column = (view.width - room) / Math.max(1, last) - 24;
  const nodes = shown.nodes.map(({ id, depth, label, tone }) => (
    { id, depth, colour: ink(tone), text: fit(label, depth === last ? room - 10 : column) }));
  const links = shown.links.map(({ from, to, value, tone }) => ({ from, to, value, colour: ink(tone) }));
  const height = Math.max(200, most(shown.nodes) * PER_NODE);
  return { width: view.width, height, flow: { nodes, links, frame: { left: 4, right: room, top: 10, bottom: 10 } } };
}

function depthOf(model) {
  return Math.max(...model.nodes.map((node) => node.depth));
}

function withoutFirst(model) {
  const nodes = model.nodes.filter((node) => node.depth > 0).map((node) => ({ ...node, depth: node.depth - 1 }));
  const kept = new Set(nodes.map((node) => node.id));
  return { nodes, links: model.links.filter((link) => kept.has(link.from)) };
}

// How many nodes stand in the fullest column.
function most(nodes) {
  const counts = new Map();
  for (const { depth } of nodes) counts.set(depth, (counts.get(depth) ?? 0) + 1);
  return Math.max(...counts.values());
}
