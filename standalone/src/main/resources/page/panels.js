// Draws one panel of a dashboard file from the rows of its queries.
/* global echarts */
import { columnsOf, reduced, show, utc } from './fields.js';

const TEXT = '#e6e8ee';
const QUIET = '#a3abba';
const LINE = '#2a2e37';
const TRACK = '#2a2e37';
const TABLE_ROWS = 1000;
const FONT = { fontFamily: 'system-ui, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif', color: QUIET, fontSize: 11 };

const charts = new Map();
const resized = new ResizeObserver((entries) => {
  for (const entry of entries) charts.get(entry.target)?.resize();
});

export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith('data-') || name.startsWith('aria-') || name === 'role' || name === 'scope') made.setAttribute(name, value);
    else made[name] = value;
  }
  made.append(...children);
  return made;
}

/** @param shared whether the time charts of the dashboard share one pointer */
export function frameOf(panel, shared) {
  const title = element('h2', { id: `panel-${panel.id}`, title: panel.description ?? '' }, panel.title ?? '');
  const box = element('section', { className: `panel ${panel.type}`, 'aria-labelledby': `panel-${panel.id}`, 'data-panel': panel.id, 'data-type': panel.type },
    element('header', {}, title));
  if (shared && panel.type === 'timeseries') box.dataset.group = 'time';
  for (const key of ['x', 'y', 'w', 'h']) box.style.setProperty(`--${key}`, panel.gridPos[key]);
  return box;
}

/**
 * @param {{frames: object[], error: ?string}} data of this panel
 * @param {?{from: number, to: number}} range of the time axes; null for that of the data
 */
export function draw(panel, box, data, range) {
  if (panel.type === 'row') return;
  const painter = PAINTERS[panel.type];
  if (!painter) return message(box, `Panels of type “${panel.type}” are not drawn here; open this dashboard in Grafana.`);
  if (data.error) return message(box, data.error, 'broken');
  if (!data.frames.some((frame) => frame.rows.length)) return message(box, 'No tweets in this range.');
  painter(panel, box, data.frames, range);
}

export function message(box, text, kind = '') {
  clear(box);
  box.querySelector('header button')?.remove();
  box.append(element('p', { className: `empty ${kind}`, 'data-empty': 'true' }, text));
}

function clear(box, ...kept) {
  for (const child of [...box.children]) {
    if (child.tagName === 'HEADER' || kept.includes(child)) continue;
    charts.get(child)?.dispose();
    charts.delete(child);
    resized.unobserve(child);
    child.remove();
  }
}

function part(box, selector, make) {
  box.querySelector(':scope > .empty')?.remove();
  return box.querySelector(`:scope > ${selector}`) ?? box.appendChild(make());
}

function chart(box, option, label) {
  const host = part(box, '.chart', () => element('div', { className: 'chart', role: 'img' }));
  host.setAttribute('aria-label', label);
  if (!charts.has(host)) {
    const made = echarts.init(host, null, { renderer: 'svg' });
    if (box.dataset.group) {
      made.group = box.dataset.group;
      echarts.connect(box.dataset.group);
    }
    charts.set(host, made);
    resized.observe(host);
  }
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  charts.get(host).setOption({ animation: !still, animationDuration: 0, animationDurationUpdate: 300, textStyle: FONT, ...option }, { replaceMerge: ['series'] });
}

function figure(box, field, value, colour) {
  const text = show(value, field);
  const out = part(box, '.figure', () => element('output', { className: 'figure' }));
  out.dataset.panel = box.dataset.panel;
  out.dataset.field = field.column;
  out.dataset.value = value ?? '';
  out.style.color = colour;
  out.textContent = text;
  return text;
}

function gauge(panel, box, frames) {
  const [{ field, value }] = reduced(panel, frames);
  const text = figure(box, field, value, value === null ? QUIET : TEXT);
  const width = 16;
  chart(box, {
    series: [{
      type: 'gauge', startAngle: 205, endAngle: -25, center: ['50%', '66%'], radius: '116%',
      min: field.min ?? 0, max: field.max ?? 100,
      progress: { show: value !== null, width, roundCap: true, itemStyle: { color: field.paint } },
      axisLine: { roundCap: true, lineStyle: { width, color: [[1, TRACK]] } },
      pointer: { show: false }, axisTick: { show: false }, splitLine: { show: false }, axisLabel: { show: false },
      anchor: { show: false }, title: { show: false }, detail: { show: false }, silent: true,
      data: [{ value: value ?? 0 }],
    }],
  }, `${panel.title}: ${text}`);
}

function stat(panel, box, frames) {
  const [{ field, value }] = reduced(panel, frames);
  figure(box, field, value, panel.options?.colorMode === 'none' ? TEXT : field.paint);
}

function donut(panel, box, frames) {
  const slices = reduced(panel, frames).filter(({ value }) => value !== null);
  if (!slices.length) return message(box, 'No tweets in this range.');
  box.classList.add('donut');
  const sum = slices.reduce((total, { value }) => total + value, 0);
  const percents = panel.options?.displayLabels?.includes('percent');
  chart(box, {
    tooltip: { ...TOOLTIP, trigger: 'item', formatter: (item) => `${item.name}: ${show(item.value, slices[item.dataIndex].field)}` },
    series: [{
      type: 'pie', radius: panel.options?.pieType === 'donut' ? ['56%', '94%'] : [0, '94%'], startAngle: 90,
      itemStyle: { borderColor: '#181b20', borderWidth: 2, borderRadius: 3 },
      label: {
        position: 'inside', color: '#0b0d10', fontWeight: 700, fontSize: 11,
        formatter: (item) => (percents && item.value / sum >= 0.07 ? `${Math.round((item.value / sum) * 100)} %` : ''),
      },
      labelLine: { show: false }, emphasis: { scale: false },
      data: slices.map(({ field, value }) => ({ name: field.name, value, itemStyle: { color: field.paint } })),
    }],
  }, `${panel.title}: ${slices.map(({ field, value }) => `${field.name} ${show(value, field)}`).join(', ')}`);
  const key = part(box, '.key', () => element('ul', { className: 'key' }));
  key.replaceChildren(...slices.map(({ field, value }) => {
    const mark = element('i');
    mark.style.background = field.paint;
    return element('li', { 'data-panel': panel.id, 'data-field': field.column, 'data-value': value },
      element('span', {}, mark, field.name), element('b', {}, show(value, field)));
  }));
}

const TOOLTIP = {
  backgroundColor: '#20242b', borderColor: '#3a404c', textStyle: { color: TEXT, fontSize: 12 }, confine: true,
  axisPointer: { type: 'line', lineStyle: { color: '#6b7385' } },
};

function timeline(panel, box, frames, range) {
  const columns = columnsOf(panel, frames);
  const bars = columns[0].field.custom.drawStyle === 'bars';
  const percent = columns[0].field.unit === 'percentunit';
  chart(box, {
    // The same left edge in all timelines, so that equal times are on one vertical line.
    grid: { left: 48, right: 14, top: 12, bottom: 22 },
    tooltip: { ...TOOLTIP, trigger: 'axis', formatter: (items) => tip(items, columns) },
    xAxis: {
      type: 'time', min: range?.from, max: range?.to, axisLine: { lineStyle: { color: LINE } }, axisTick: { show: false }, splitLine: { show: false },
      axisLabel: { ...FONT, hideOverlap: true, formatter: { year: '{yyyy}', month: '{MMM} {yyyy}', day: '{MMM} {d}', hour: '{HH}:{mm}', minute: '{HH}:{mm}' } },
    },
    yAxis: {
      type: 'value', min: columns[0].field.min, max: percent ? undefined : columns[0].field.max, splitNumber: 4,
      axisLabel: { ...FONT, formatter: (value) => show(value, columns[0].field, percent || value % 1 === 0 ? 0 : undefined) },
      splitLine: { lineStyle: { color: LINE } },
    },
    useUTC: true,
    series: columns.map(({ field, times, values }) => ({
      name: field.name, type: bars ? 'bar' : 'line', color: field.paint,
      stack: field.custom.stacking?.mode === 'normal' ? 'all' : undefined,
      lineStyle: { width: field.custom.lineWidth ?? 1 },
      areaStyle: !bars && field.custom.fillOpacity ? { opacity: field.custom.fillOpacity / 100 } : undefined,
      itemStyle: bars ? { opacity: (field.custom.fillOpacity ?? 80) / 100, borderRadius: [1, 1, 0, 0] } : undefined,
      barMaxWidth: 24, barMinWidth: 1, barCategoryGap: '12%', large: false,
      symbol: 'circle', symbolSize: field.custom.pointSize ?? 4, showSymbol: values.length < 40, sampling: 'lttb', connectNulls: field.custom.spanNulls === true,
      data: points(times, values, bars ? 0 : field.custom.insertNulls), emphasis: { disabled: true },
    })),
  }, `${panel.title}, ${columns.map(({ field, values }) => `${field.name}: ${values.length} points`).join(', ')}. The button Table shows the numbers.`);
  if (columns.length > 1 && panel.options?.legend?.showLegend !== false) {
    part(box, '.key', () => element('ul', { className: 'key' })).replaceChildren(...columns.map(({ field }) => {
      const mark = element('i');
      mark.style.background = field.paint;
      return element('li', {}, mark, field.name);
    }));
  }
  numbers(panel, box, columns);
}

/** Interrupts a line where the next point is farther away than the gap. */
function points(times, values, gap) {
  const result = [];
  times.forEach((time, i) => {
    if (gap && i && time - times[i - 1] > gap) result.push([times[i - 1] + 1, null]);
    result.push([time, values[i]]);
  });
  return result;
}

function tip(items, columns) {
  const shown = items.filter((item) => item.value[1] !== null && item.value[1] !== undefined);
  if (!shown.length) return '';
  const escape = (text) => text.replace(/[&<>]/g, (c) => `&#${c.charCodeAt(0)};`);
  return [`<b>${utc(shown[0].value[0])} UTC</b>`,
    ...shown.map((item) => `${item.marker}${escape(item.seriesName)}&emsp;<b>${show(item.value[1], columns[item.seriesIndex].field, columns[item.seriesIndex].field.unit === 'percentunit' ? 1 : undefined)}</b>`)].join('<br>');
}

function numbers(panel, box, columns) {
  const header = box.querySelector('header');
  let button = header.querySelector('button');
  const holder = part(box, '.scroll', () => element('div', { className: 'scroll', hidden: true, tabIndex: 0 }));
  if (!button) {
    button = element('button', { type: 'button', 'aria-pressed': 'false' }, 'Table');
    button.style.marginLeft = 'auto';
    header.append(button);
  }
  button.onclick = () => {
    const table = button.getAttribute('aria-pressed') !== 'true';
    button.setAttribute('aria-pressed', table);
    for (const child of box.children) {
      if (child.tagName !== 'HEADER') child.hidden = child === holder ? !table : table;
    }
  };
  const { times } = columns[0];
  const start = Math.max(0, times.length - TABLE_ROWS);
  const body = element('tbody');
  for (let i = times.length - 1; i >= start; i--) {
    body.append(element('tr', { 'data-time': times[i] }, element('td', {}, utc(times[i])),
      ...columns.map(({ field, values }) => element('td', { className: 'number', 'data-field': field.column, 'data-value': values[i] ?? '' },
        show(values[i], field, field.unit === 'percentunit' ? 2 : undefined)))));
  }
  holder.replaceChildren(element('table', { 'data-panel': panel.id, 'data-points': times.length },
    element('caption', { className: 'hidden-text' }, `${panel.title}${start ? `, the last ${TABLE_ROWS} of ${times.length} rows` : ''}`),
    element('thead', {}, element('tr', {}, element('th', { scope: 'col' }, 'time, UTC'),
      ...columns.map(({ field }) => element('th', { scope: 'col', className: 'number' }, field.name)))), body));
}

function barchart(panel, box, frames, range) {
  const columns = columnsOf(panel, frames);
  if (columns[0].times.length) return timeline(panel, box, frames, range);
  chart(box, {
    grid: { left: 4, right: 12, top: 12, bottom: 2, containLabel: true }, tooltip: { ...TOOLTIP, trigger: 'axis' },
    xAxis: { type: 'category', data: columns[0].labels, axisLabel: FONT, axisLine: { lineStyle: { color: LINE } } },
    yAxis: { type: 'value', axisLabel: { ...FONT, formatter: (value) => show(value, columns[0].field) }, splitLine: { lineStyle: { color: LINE } } },
    series: columns.map(({ field, values }) => ({ name: field.name, type: 'bar', color: field.paint, data: values })),
  }, panel.title);
}

const PAINTERS = { gauge, stat, piechart: donut, timeseries: timeline, barchart };
