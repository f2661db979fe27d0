// Tools of a server get input; code for a page; the global object as `this`; sandboxes.
import express from 'express';
import puppeteer from 'puppeteer';
import { chromium } from 'playwright';
import CDP from 'chrome-remote-interface';
import Sandbox from 'sandbox';
import { NodeVM, VMScript } from 'vm2';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';

const server = new McpServer({ name: 'calculator' });
server.tool('calculate', 'adds', { text: 'string' }, async ({ text }) => eval(text)); // BAD no-eval/js-eval
server.registerTool('run', {}, async (args) => {
  new Function(args.code)(); // BAD no-eval/js-function
});
const app = express();
app.post('/run', (request, response) => {
  eval(request.body.code); // BAD no-eval/js-eval
});

const browser = await puppeteer.launch();
const page = await browser.newPage();
await page.evaluate(`show(${process.argv[2]})`); // BAD no-eval/js-eval
await page.evaluateOnNewDocument(process.argv[2]); // BAD no-eval/js-eval
const other = await (await chromium.launch()).newContext();
await other.addInitScript(`load(${name})`); // BAD no-eval/js-eval
const { Runtime } = await CDP();
await Runtime.evaluate({ expression: 'a + ' + name }); // BAD no-eval/js-eval

new Sandbox().run(text, done); // BAD no-eval/vm
new NodeVM().run(new VMScript(text)); // BAD no-eval/vm
this.eval(text); // BAD no-eval/js-eval
(() => this.eval(text))(); // BAD no-eval/js-eval
