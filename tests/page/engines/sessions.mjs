// One reader with a screen reader in either engine: keys in, and out what each element is called. Chromium tells it by its
// protocol's accessibility tree, Firefox by WebDriver's computed role and label.

import { setTimeout as pause } from 'node:timers/promises';
import { DESKTOP, address, browser } from '../harness.mjs';
import { startMarionette } from './marionette.mjs';

async function startChromium({ width, height }) {
  const context = await (await browser('chromium')).newContext({ viewport: { width, height }, reducedMotion: 'reduce', locale: 'en-GB', serviceWorkers: 'block' });
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send('Accessibility.enable');
  const plain = (node) => (!node || node.ignored ? { role: 'none', name: '' } : { role: node.role.value, name: node.name?.value ?? '' });
  return {
    engine: 'chromium',
    goto: (url) => page.goto(url),
    evaluate: (fn, ...args) => page.evaluate(`(${fn})(...${JSON.stringify(args)})`),
    press: (key) => page.keyboard.press(key),
    async focused() {
      const { result } = await cdp.send('Runtime.evaluate', { expression: 'document.activeElement' });
      const { nodes } = await cdp.send('Accessibility.getPartialAXTree', { objectId: result.objectId, fetchRelatives: false });
      return plain(nodes[0]);
    },
    async spoken(selector) {
      const { root } = await cdp.send('DOM.getDocument', { depth: -1 });
      const backend = new Map();
      const visit = (node) => {
        backend.set(node.nodeId, node.backendNodeId);
        for (const child of node.children ?? []) visit(child);
      };
      visit(root);
      const { nodes } = await cdp.send('Accessibility.getFullAXTree');
      const tree = new Map(nodes.map((node) => [node.backendDOMNodeId, node]));
      const { nodeIds } = await cdp.send('DOM.querySelectorAll', { nodeId: root.nodeId, selector });
      return nodeIds.map((id) => plain(tree.get(backend.get(id))));
    },
    close: () => context.close(),
  };
}

/** What is read out as a thing of its own; the rest is text, or a box without a name. */
const ROLES = ['banner', 'button', 'combobox', 'complementary', 'group', 'heading', 'link', 'main', 'navigation', 'region', 'search', 'status', 'summary'];

/** The words of a name. Chromium and Firefox both put a space at the edge of a box, which no voice reads. */
const words = (name) => name.replace(/\s+/g, ' ').replace(/ ([,.])/g, '$1').trim();

/** Neither engine has a role of WAI-ARIA for `summary`: Chromium names its triangle, WebDriver says nothing. */
const roleOf = (role, tag) => (tag === 'summary' && role !== 'none' ? 'summary' : role);

/** The states that are read with an element. */
const states = (element) => ({
  tag: element.localName, level: /^h[1-6]$/.test(element.localName) ? ` ${element.localName[1]}` : '',
  state: (element.ariaPressed === 'true' ? ', pressed' : '') + (element.ariaExpanded === 'true' ? ', expanded' : '') + (element.ariaCurrent === 'true' ? ', current' : ''),
});

/** The target of the skip link is a box without a role: Chromium names it by all that it holds, Firefox not at all. */
const line = ({ role, name }, { tag, level, state }) => role === 'generic' ? 'no role' : `${roleOf(role, tag)}${level} “${words(name)}”${state}`;

/** A session in an engine, at an address, in a window of a size: Firefox's own windows are 450 px wide at least. */
export async function session(engine, { size = DESKTOP, ...where } = {}) {
  const reader = await (engine === 'firefox' ? startMarionette : startChromium)(size);
  const until = async (fn, ...args) => {
    for (let n = 0; !(await reader.evaluate(fn, ...args)); n += 1) {
      if (n > 200) throw new Error(`waited ten seconds for ${fn}`);
      await pause(50);
    }
  };
  await reader.goto(address(where));
  await until(() => document.documentElement.hasAttribute('data-ready'));
  // What is said is kept on the root element, which the application does not draw.
  await reader.evaluate(() => {
    const root = document.documentElement;
    root.dataset.said = '[]';
    new MutationObserver(() => {
      const text = document.querySelector('[role=status]').textContent.trim();
      if (text) root.dataset.said = JSON.stringify([...JSON.parse(root.dataset.said), text]);
    }).observe(document.querySelector('[role=status]'), { childList: true, characterData: true, subtree: true });
  });
  const log = [];
  /** Does an act of so many presses and notes what is heard: the name of what has the focus, if that changed, and what the region says. */
  const note = async (name, presses, again, wait, act) => {
    await reader.evaluate(() => {
      document.documentElement.dataset.said = '[]';
      globalThis.was = document.activeElement;
    });
    await act();
    await pause(wait);
    const { said, moved, seen } = await reader.evaluate(`() => ({
      said: JSON.parse(document.documentElement.dataset.said), seen: (${states})(document.activeElement),
      moved: document.activeElement !== globalThis.was,
    })`);
    // Of a typed word the last sentence counts: on a slow machine the first letters are told by themselves.
    const heard = [(moved || again) && line(await reader.focused(), seen), ...(presses > 1 ? said.slice(-1) : said).map((text) => `says “${text}”`)].filter(Boolean);
    log.push(`${name}: ${heard.join('; ') || 'nothing'}`);
    return { said, heard };
  };
  return {
    ...reader, until, log,
    /** Presses keys. A pressed chip is told again, since its state has changed. */
    act(...keys) {
      // A change of span is told 600 ms after its end, anything else after 400 ms; the rest is for a slow machine.
      return note(keys.map((key) => (key === ' ' ? 'Space' : key)).join(' '), keys.length, keys[0] === ' ', /^[-+0u\][]$/.test(keys[0]) ? 1400 : 900, async () => {
        for (const key of keys) await reader.press(key);
      });
    },
    /** Chooses an element as a screen reader on a phone does by a double tap: it has the focus, and is pressed. */
    choose(name, selector) {
      return note(`choose ${name}`, 1, false, 1400, () => reader.evaluate((which) => {
        const element = document.querySelector(which);
        element.focus();
        element.click();
      }, selector));
    },
    /** What is read below an element, a line each. */
    async read(inside) {
      const selector = ['h1', 'h2', 'h3', 'h4', 'a', 'button', 'summary', 'nav', 'header', 'main', 'aside', 'section', 'search', 'input', '[role]'].map((one) => `${inside} ${one}`).join(',');
      const [found, seen] = [await reader.spoken(selector), await reader.evaluate(`(selector) => [...document.querySelectorAll(selector)].map(${states})`, selector)];
      return found.map((each, i) => ({ each: { ...each, role: roleOf(each.role, seen[i].tag) }, state: seen[i] }))
        .filter(({ each }) => ROLES.includes(each.role) && (each.name || ['banner', 'main', 'search', 'status'].includes(each.role)))
        .map(({ each, state }) => line(each, state));
    },
  };
}
