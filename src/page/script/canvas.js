// The one file that knows ECharts. The others speak of pictures: {width, height, frame, x, y, marks} or
// {width, height, flow}, where frame is the margins in pixels, x and y are scales, and marks are shapes in pixels.

import { init, use } from 'echarts/core';
import { CustomChart, SankeyChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import { SVGRenderer } from 'echarts/renderers';

import { FONT } from './measure.js';

use([CustomChart, SankeyChart, GridComponent, SVGRenderer]);

export function canvasIn(element) {
  const holder = document.createElement('div');
  holder.className = 'drawing';
  element.replaceChildren(holder);
  let chart = null;
  return {
    draw(picture) {
      const { width, height } = picture;
      holder.style.height = `${height}px`;
      chart ??= init(holder, null, { renderer: 'svg', width, height });
      chart.resize({ width, height });
      chart.setOption({ animation: false, ...(picture.flow ? flowOption(picture) : marksOption(picture)) }, true);
      chart.getZr().flush();
      keepFromSpeech(holder.querySelector('svg'), width, height);
    },
  };
}

// The figure's title names the chart, and its table holds the numbers. The view box lets print scale what is drawn.
function keepFromSpeech(svg, width, height) {
  svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('focusable', 'false');
}

function marksOption({ frame, x, y, marks }) {
  const all = { type: 'group', silent: true, children: marks.map(element) };
  const series = { type: 'custom', silent: true, clip: false, data: [[0, 0]], renderItem: () => all };
  return {
    grid: { ...frame, containLabel: false, outerBoundsMode: 'none' },
    xAxis: x ? axis(x, x.isTime ? { axisLine: rule, axisTick: { ...rule, length: 4 } } : {}) : hiddenAxis,
    yAxis: y ? axis(y) : hiddenAxis,
    series: [series],
  };
}

const rule = { show: true, lineStyle: { color: 'var(--rule)' } };
const hiddenAxis = { type: 'value', min: 0, max: 1, show: false };

function axis(scale, style = {}) {
  const at = scale.ticks.map((tick) => tick.at);
  const texts = new Map(scale.ticks.map((tick) => [tick.at, tick.text]));
  return {
    type: 'value',
    min: scale.min,
    max: scale.max,
    axisLine: { show: false },
    splitLine: { show: !scale.isTime || Boolean(scale.hasGrid), lineStyle: { color: 'var(--grid)' } },
    ...style,
    axisTick: { show: false, ...style.axisTick, customValues: at },
    axisLabel: {
      customValues: at,
      formatter: (value) => texts.get(value) ?? '',
      color: 'var(--ink3)',
      fontFamily: FONT,
      fontSize: 12,
      lineHeight: 15,
      hideOverlap: true,
    },
  };
}

const elements = {
  line: ({ points, colour, width, dash }) => ({
    type: 'polyline',
    shape: { points },
    style: { stroke: colour, lineWidth: width, lineDash: dash, fill: 'none', lineJoin: 'round' },
  }),
  area: ({ points, colour }) => ({ type: 'polygon', shape: { points }, style: { fill: colour } }),
  box: ({ x, y, width, height, colour, edge }) => ({
    type: 'rect',
    shape: { x, y, width, height },
    style: { fill: colour, stroke: edge ?? 'none', lineWidth: 1 },
  }),
  dot: ({ x, y, radius, colour, edge, edgeWidth }) => ({
    type: 'circle',
    shape: { cx: x, cy: y, r: radius },
    style: { fill: colour, stroke: edge, lineWidth: edgeWidth },
  }),
  words: ({ x, y, text, colour, size, weight, align, isOutlined }) => ({
    type: 'text',
    x,
    y,
    style: {
      text,
      fill: colour,
      fontFamily: FONT,
      fontSize: size,
      fontWeight: weight,
      align,
      verticalAlign: 'middle',
      ...(isOutlined ? { stroke: 'var(--bg)', lineWidth: 3 } : {}),
    },
  }),
};

function element(mark) {
  const made = elements[mark.shape](mark);
  return { silent: true, ...made, style: { ...made.style, opacity: mark.opacity } };
}

function flowOption({ flow }) {
  return {
    series: [{
      type: 'sankey',
      ...flow.frame,
      nodeWidth: 12,
      nodeGap: 12,
      layoutIterations: 0,
      draggable: false,
      silent: true,
      emphasis: { disabled: true },
      lineStyle: { opacity: 0.32, curveness: 0.5 },
      label: { fontFamily: FONT, fontSize: 13, color: 'var(--ink)', position: 'right' },
      data: flow.nodes.map(flowNode),
      links: flow.links.map(({ from, to, value, colour }) => ({
        source: from, target: to, value, lineStyle: { color: colour },
      })),
    }],
  };
}

// Two nodes may have the same text, but not the same name.
function flowNode({ id, depth, text, colour }) {
  return { name: id, depth, itemStyle: { color: colour, borderWidth: 0 }, label: { formatter: () => text } };
}
