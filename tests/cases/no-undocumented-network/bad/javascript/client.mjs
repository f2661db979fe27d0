import https from 'node:https';
import axios from 'axios';
import WebSocket from 'ws';

const base = process.env.API_URL || 'https://one.example';
await fetch('https://zero.example/x'); // BAD no-undocumented-network/undisclosed
await fetch(`${'https://'}${'two'}.example/${process.argv[2]}`); // BAD no-undocumented-network/undisclosed
https.get('https://three.example/', (r) => r.resume()); // BAD no-undocumented-network/undisclosed
await axios.post('https://five.example', {}); // BAD no-undocumented-network/undisclosed
new WebSocket('wss://seven.example/ws'); // BAD no-undocumented-network/undisclosed
await fetch('https://pastebin.com/raw/x'); // BAD no-undocumented-network/collector
globalThis['fe' + 'tch']('https://eight.example'); // BAD no-undocumented-network/undisclosed
console.log(base);
