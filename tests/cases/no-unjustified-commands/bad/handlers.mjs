// What a server or a tool is asked to do is input.
import { exec, execFile } from 'node:child_process';
import express from 'express';
import { createServer } from 'node:http';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';

const server = new McpServer({ name: 'files' });
server.tool('search', 'finds', { word: 'string' }, async ({ word }) => {
  exec(`grep -r ${word} .`); // BAD no-unjustified-commands/untrusted-input
  execFile('grep', ['-r', word]);
});
const low = new Server({ name: 'files' });
low.setRequestHandler(schema, async (request) => {
  exec('ls ' + request.params.arguments.folder); // BAD no-unjustified-commands/untrusted-input
});
const app = express();
app.get('/show', (request, response) => {
  exec('cat ' + request.query.file); // BAD no-unjustified-commands/untrusted-input
});
createServer((request, response) => {
  exec('cat ' + request.url); // BAD no-unjustified-commands/untrusted-input
});
