// Functions for a page, constant text for a page, and `this` that is no global object.
import puppeteer from 'puppeteer';
import { chromium } from 'playwright';

const browser = await puppeteer.launch();
const page = await browser.newPage();
const title = () => document.title;
await page.evaluate(() => document.title);
await page.evaluate(title);
await page.evaluate(handler, 5);
await page.evaluate('document.title');
await page.evaluateOnNewDocument(function () { window.ready = true; });
const other = await (await chromium.launch()).newContext();
await other.addInitScript({ path: 'preload.js' });

class Interpreter {
  eval(tree) { return tree.value; }
  run(tree) { return this.eval(tree); }
  later = tree => this.eval(tree);
}
function Machine() {}
Machine.prototype.run = function (tree) { return this.eval(tree); };
const object = { eval(tree) { return tree; }, run(tree) { return this.eval(tree); } };
execScript(function () { return 1; });
eval(function () { return 1; });
