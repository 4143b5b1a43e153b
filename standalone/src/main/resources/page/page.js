// Polls the state of the run and the rows of the panels.
import { draw, element, frameOf, message } from './panels.js';

const POLL_RUNNING = 1000;
const POLL_IDLE = 5000;
const DAY = 86_400_000;
const byId = (id) => document.getElementById(id);
const address = new URLSearchParams(location.search);

const page = { dashboards: [], dashboard: null, boxes: new Map(), choices: { variables: {} }, chosen: {}, loaded: null, drawn: null, busy: false };

async function get(path) {
  const answer = await fetch(path, { cache: 'no-store' });
  const body = await answer.json();
  if (!answer.ok) throw new Error(body.error ?? `${path} answered ${answer.status}`);
  return body;
}

function notice(text) {
  byId('notice').hidden = !text;
  byId('notice').textContent = text ?? '';
}

// ---- the run

function showRun(status) {
  const state = byId('state');
  state.dataset.state = status.state;
  state.textContent = status.state === 'complete' && status.limit ? 'limit reached' : status.state;
  state.title = status.limit ?? '';
  for (const count of document.querySelectorAll('[data-count]')) {
    const value = status[count.dataset.count] ?? 0;
    count.textContent = value.toLocaleString('en-US');
    count.dataset.value = value;
    if (count.parentElement.classList.contains('rare')) count.parentElement.hidden = !value;
  }
  byId('seconds').textContent = status.seconds === undefined || status.seconds === null ? '–' : `${Number(status.seconds).toFixed(1)} s`;
  const received = status.received ?? 0;
  const settled = received - (status.pending ?? 0);
  const done = status.state === 'complete' ? received : settled - Math.max(0, (status.merged ?? 0) - (status.loaded_tweets ?? 0));
  const percent = (part) => (received ? Math.max(0, Math.min(100, (100 * part) / received)) : 0);
  const bar = byId('progress');
  bar.querySelector('.merged').style.width = `${percent(settled)}%`;
  bar.querySelector('.loaded').style.width = `${percent(done)}%`;
  bar.setAttribute('aria-valuenow', Math.round(percent(done)));
  byId('trouble').hidden = !status.trouble;
  byId('trouble').textContent = status.trouble ?? '';
  showComponents(status.components ?? []);
}

function showComponents(components) {
  byId('components-section').hidden = !components.length;
  byId('components').tBodies[0].replaceChildren(...components.map((part) => {
    const link = /^https?:/.test(part.address ?? '');
    return element('tr', { 'data-state': part.state ?? '' }, element('td', {}, part.name ?? ''),
      element('td', {}, link ? element('a', { href: part.address }, part.address) : part.address ?? ''),
      element('td', {}, String(part.pid ?? '')), element('td', {}, part.state ?? ''));
  }));
}

// ---- the controls

function showVariables() {
  const known = page.dashboard.templating?.list?.filter((variable) => variable.type === 'query') ?? [];
  const boxes = known.map((variable) => {
    const values = page.choices.variables[variable.name] ?? [];
    const label = variable.label ?? variable.name;
    const chosen = page.chosen[variable.name];
    const name = chosen ? chosen.join(', ') || 'none' : 'all';
    const open = document.querySelector(`[data-variable="${variable.name}"]`)?.open ?? false;
    const check = (text, checked, change) => {
      const input = element('input', { type: 'checkbox', checked, onchange: change });
      return element('label', {}, input, text);
    };
    const fields = element('fieldset', {}, element('legend', { className: 'hidden-text' }, label),
      check('All', !chosen, (event) => choose(variable.name, event.target.checked ? null : [])),
      ...values.map((value) => check(value, !chosen || chosen.includes(value), (event) => {
        const next = new Set(page.chosen[variable.name] ?? values);
        if (event.target.checked) next.add(value);
        else next.delete(value);
        choose(variable.name, next.size === values.length ? null : [...next]);
      })));
    return element('div', { className: 'chooser' }, element('span', {}, label),
      element('details', { 'data-variable': variable.name, open }, element('summary', { 'aria-label': `${label}: ${name}` }, name), fields));
  });
  const shown = byId('variables');
  const key = JSON.stringify([page.choices.variables, page.chosen]);
  if (shown.dataset.key !== key) {
    shown.dataset.key = key;
    shown.replaceChildren(...boxes);
  }
}

function choose(name, values) {
  if (values) page.chosen[name] = values;
  else delete page.chosen[name];
  remember();
  refresh(true);
}

function range() {
  const { from, to } = page.choices;
  const kind = byId('range').value;
  if (kind === 'custom') {
    const start = Date.parse(`${byId('from').value}Z`);
    const end = Date.parse(`${byId('to').value}Z`);
    return Number.isNaN(start) || Number.isNaN(end) || start > end ? null : { from: start, to: end };
  }
  if (to === undefined || kind === 'all') return null;
  return { from: Math.max(from, to - (kind === 'day' ? DAY : DAY / 4)), to };
}

function remember() {
  const query = new URLSearchParams();
  if (page.dashboards.length > 1) query.set('dashboard', page.dashboard.uid);
  if (byId('range').value !== 'all') query.set('range', byId('range').value);
  if (byId('range').value === 'custom') {
    query.set('from', byId('from').value);
    query.set('to', byId('to').value);
  }
  for (const [name, values] of Object.entries(page.chosen)) {
    for (const value of values) query.append(`var-${name}`, value);
  }
  history.replaceState(null, '', query.size ? `?${query}` : location.pathname);
}

function recall() {
  if (address.has('range')) byId('range').value = address.get('range');
  if (!byId('range').value) byId('range').value = 'all';
  byId('from').value = address.get('from') ?? '';
  byId('to').value = address.get('to') ?? '';
  byId('custom').hidden = byId('range').value !== 'custom';
  for (const name of new Set(address.keys())) {
    if (name.startsWith('var-')) page.chosen[name.slice(4)] = address.getAll(name);
  }
}

function listen() {
  byId('controls').addEventListener('submit', (event) => event.preventDefault());
  byId('range').addEventListener('change', () => {
    const custom = byId('range').value === 'custom';
    byId('custom').hidden = !custom;
    if (custom && !byId('from').value && page.choices.to !== undefined) {
      byId('from').value = new Date(page.choices.from).toISOString().slice(0, 16);
      byId('to').value = new Date(page.choices.to).toISOString().slice(0, 16);
    }
    remember();
    refresh(true);
  });
  for (const id of ['from', 'to']) {
    byId(id).addEventListener('change', () => {
      remember();
      refresh(true);
    });
  }
  byId('dashboard').addEventListener('change', () => {
    open(page.dashboards.find((dashboard) => dashboard.uid === byId('dashboard').value));
    remember();
    refresh(true);
  });
  document.addEventListener('click', (event) => {
    for (const details of document.querySelectorAll('.chooser details[open]')) {
      if (event.target.isConnected && !details.contains(event.target)) details.open = false;
    }
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') document.querySelectorAll('.chooser details[open]').forEach((details) => { details.open = false; });
  });
}

// ---- the panels

function open(dashboard) {
  page.dashboard = dashboard;
  page.drawn = null;
  byId('title').textContent = dashboard.title;
  document.title = dashboard.title;
  page.boxes = new Map(dashboard.panels.map((panel) => [panel.id, frameOf(panel, dashboard.graphTooltip > 0)]));
  const order = [...dashboard.panels].sort((a, b) => a.gridPos.y - b.gridPos.y || a.gridPos.x - b.gridPos.x);
  byId('panels').replaceChildren(...order.map((panel) => page.boxes.get(panel.id)));
  for (const panel of dashboard.panels) if (panel.type !== 'row') message(page.boxes.get(panel.id), 'Waiting for the first tweets …');
}

async function refresh(force) {
  if (page.busy) {
    page.again ||= force;
    return;
  }
  const version = JSON.stringify(page.loaded);
  if (!force && version === page.drawn) return;
  page.busy = true;
  try {
    page.choices = await get(`api/choices/${encodeURIComponent(page.dashboard.uid)}`);
    showVariables();
    if (page.choices.to !== undefined) {
      const shown = range();
      const query = new URLSearchParams(shown ?? {});
      for (const [name, values] of Object.entries(page.chosen)) {
        for (const value of values.length ? values : ['']) query.append(`var-${name}`, value);
      }
      const panels = await get(`api/panels/${encodeURIComponent(page.dashboard.uid)}?${query}`);
      for (const panel of page.dashboard.panels) draw(panel, page.boxes.get(panel.id), panels[panel.id], shown);
    }
    page.drawn = version;
    notice(null);
    byId('panels').dataset.ready = page.choices.to !== undefined;
  } catch (error) {
    // Before the first load, the tables may not exist yet.
    if (page.loaded?.[0] || page.drawn) notice(error.message);
  } finally {
    page.busy = false;
    if (page.again) {
      page.again = false;
      refresh(true);
    }
  }
}

async function poll() {
  let pause = POLL_RUNNING;
  try {
    const status = await get('status');
    showRun(status);
    page.loaded = [status.loaded_windows ?? 0, status.loaded_tweets ?? 0, status.state];
    if (status.state === 'complete' || status.state === 'failed') pause = POLL_IDLE;
    if (!page.dashboard) await start();
    await refresh(false);
  } catch (error) {
    byId('state').dataset.state = 'unreachable';
    byId('state').textContent = 'unreachable';
    notice(`The program does not answer: ${error.message}`);
  }
  setTimeout(poll, pause);
}

async function start() {
  page.dashboards = (await get('api/dashboards')).map((dashboard) => ({ ...dashboard, uid: dashboard.uid ?? dashboard.title }));
  if (!page.dashboards.length) throw new Error('there is no dashboard file');
  byId('dashboard-control').hidden = page.dashboards.length < 2;
  byId('dashboard').replaceChildren(...page.dashboards.map(({ uid, title }) => element('option', { value: uid }, title)));
  const wanted = page.dashboards.find(({ uid }) => uid === address.get('dashboard')) ?? page.dashboards[0];
  byId('dashboard').value = wanted.uid;
  open(wanted);
}

recall();
listen();
poll();
