// Whose units went to whom, from givers through months to receivers: nodes in columns, in the order of the model, and a
// ribbon for each link. A narrow chart leaves out the givers.

import { ink, words } from '../marks.js';
import { fit, widest } from '../measure.js';

const TWO_COLUMNS = 460;
const PER_NODE = 40;
const NODE = 12;
const GAP = 12;
const EDGE = 10;

export function drawFlow(model, view) {
  const shown = view.width < TWO_COLUMNS && depthOf(model) > 1 ? withoutFirst(model) : model;
  const last = depthOf(shown);
  const labels = shown.nodes.filter((node) => node.depth === last).map((node) => node.label);
  const right = view.width - Math.min(view.width * 0.34, widest(labels) + 20);
  const columns = Array.from({ length: last + 1 }, (_, depth) => shown.nodes.filter((node) => node.depth === depth));
  const height = Math.max(200, Math.max(...columns.map((column) => column.length)) * PER_NODE);
  const places = placed(columns, shown.links, right, height);
  const ribbons = shown.links.map((link) => ribbonOf(link, places));
  const room = (place) => (place.left + NODE >= right ? view.width : place.left + right / Math.max(1, last)) - place.left - 24;
  const nodes = shown.nodes.flatMap((node) => nodeMarks(node, places.get(node.id), room(places.get(node.id))));
  return { width: view.width, height, marks: [...ribbons, ...nodes] };
}

function depthOf(model) {
  return Math.max(...model.nodes.map((node) => node.depth));
}

function withoutFirst(model) {
  const nodes = model.nodes.filter((node) => node.depth > 0).map((node) => ({ ...node, depth: node.depth - 1 }));
  const kept = new Set(nodes.map((node) => node.id));
  return { nodes, links: model.links.filter((link) => kept.has(link.from)) };
}

// Where each node stands and how high it is: as high as what comes to it or leaves it, whichever is more.
function placed(columns, links, right, height) {
  const amountOf = ({ id }) => Math.max(total(links.filter((each) => each.from === id)), total(links.filter((each) => each.to === id)));
  const perUnit = Math.min(...columns.map((column) => {
    const amount = column.reduce((sum, node) => sum + amountOf(node), 0);
    return (height - 2 * EDGE - GAP * (column.length - 1)) / amount;
  }));
  const places = new Map();
  columns.forEach((column, depth) => {
    let top = EDGE;
    for (const node of column) {
      const left = 4 + (depth / Math.max(1, columns.length - 1)) * (right - NODE - 4);
      places.set(node.id, { left, top, height: amountOf(node) * perUnit, nextIn: top, nextOut: top, perUnit });
      top += amountOf(node) * perUnit + GAP;
    }
  });
  return places;
}

function total(links) {
  return links.reduce((sum, link) => sum + link.value, 0);
}

// Links leave a node, and come to one, below each other in the order of the model.
function ribbonOf(link, places) {
  const [giver, receiver] = [places.get(link.from), places.get(link.to)];
  const height = link.value * giver.perUnit;
  const [from, to] = [giver.nextOut, receiver.nextIn];
  giver.nextOut += height;
  receiver.nextIn += height;
  return { shape: 'ribbon', left: giver.left + NODE, right: receiver.left, from, to, height, colour: ink(link.tone), opacity: 0.32 };
}

function nodeMarks(node, place, room) {
  const { left, top, height } = place;
  return [
    { shape: 'box', x: left, y: top, width: NODE, height: Math.max(1, height), colour: ink(node.tone), opacity: 1 },
    words(left + NODE + 5, top + height / 2, fit(node.label, room)),
  ];
}
