// Reads a panel's fieldConfig for a column: its name, colour, unit, decimals and limits.

const PALETTE = ['#56B4E9', '#E69F00', '#009E73', '#F0E442', '#CC79A7', '#D55E00', '#0072B2', '#B3B9C5'];
const NAMED = {
  green: '#009E73', red: '#D55E00', blue: '#56B4E9', yellow: '#F0E442', orange: '#E69F00', purple: '#A78BFA', text: '#E6E8EE',
};

function matches(matcher, name) {
  if (matcher.id === 'byName') return matcher.options === name;
  if (matcher.id === 'byRegexp') {
    const parts = /^\/(.*)\/(\w*)$/.exec(matcher.options);
    return (parts ? new RegExp(parts[1], parts[2]) : new RegExp(matcher.options)).test(name);
  }
  return false;
}

function set(target, path, value) {
  const keys = path.split('.');
  const last = keys.pop();
  let at = target;
  for (const key of keys) at = at[key] ??= {};
  at[last] = value;
}

export function fieldOf(panel, column, index) {
  const field = structuredClone(panel.fieldConfig?.defaults ?? {});
  for (const override of panel.fieldConfig?.overrides ?? []) {
    if (matches(override.matcher, column.name)) {
      for (const property of override.properties) set(field, property.id, property.value);
    }
  }
  return { ...field, name: field.displayName || column.name, column: column.name, custom: field.custom ?? {}, paint: paint(field, index) };
}

function paint(field, index) {
  const mode = field.color?.mode ?? 'palette-classic';
  if (mode === 'fixed' || mode === 'shades') return colour(field.color.fixedColor);
  if (mode === 'thresholds') return colour(field.thresholds?.steps?.[0]?.color ?? 'text');
  return PALETTE[index % PALETTE.length];
}

function colour(name) {
  return NAMED[name?.replace(/^(super-light|light|semi-dark|dark)-/, '')] ?? name ?? PALETTE[0];
}

export function show(value, field, decimals = field.decimals) {
  if (value === null || value === undefined) return field.noValue ?? '–';
  const number = (scale, suffix) => (value * scale).toLocaleString('en-US',
    { minimumFractionDigits: decimals ?? 0, maximumFractionDigits: decimals ?? 2 }) + suffix;
  switch (field.unit) {
    case 'percentunit': return number(100, ' %');
    case 'percent': return number(1, ' %');
    case 's': return number(1, ' s');
    case 'ms': return number(1, ' ms');
    case undefined: case 'none': case 'short': case 'locale': return number(1, '');
    default: return number(1, ` ${field.unit}`);
  }
}

const CALCS = {
  lastNotNull: (values) => values.at(-1),
  last: (values) => values.at(-1),
  firstNotNull: (values) => values[0],
  first: (values) => values[0],
  sum: (values) => values.reduce((a, b) => a + b, 0),
  mean: (values) => values.reduce((a, b) => a + b, 0) / values.length,
  min: (values) => values.reduce((a, b) => Math.min(a, b)),
  max: (values) => values.reduce((a, b) => Math.max(a, b)),
  count: (values) => values.length,
};

/** The number columns of all frames, each reduced to one value as options.reduceOptions says. */
export function reduced(panel, frames) {
  const calc = CALCS[panel.options?.reduceOptions?.calcs?.[0] ?? 'lastNotNull'] ?? CALCS.lastNotNull;
  return columnsOf(panel, frames).map(({ field, values }) => {
    const present = values.filter((value) => value !== null);
    return { field, value: present.length ? calc(present) : null };
  });
}

/** The number columns of all frames with the times of their frame. */
export function columnsOf(panel, frames) {
  const found = [];
  for (const frame of frames) {
    const time = frame.columns.findIndex((column) => column.kind === 'time');
    frame.columns.forEach((column, at) => {
      if (column.kind === 'number') {
        found.push({
          field: fieldOf(panel, column, found.length),
          times: time < 0 ? [] : frame.rows.map((row) => row[time]),
          labels: frame.rows.map((row) => row.find((cell, i) => frame.columns[i].kind !== 'number')),
          values: frame.rows.map((row) => row[at]),
        });
      }
    });
  }
  return found;
}

export function utc(millis) {
  return new Date(millis).toISOString().slice(0, 16).replace('T', ' ');
}
