import axios from 'axios';
import dns from 'dns';
import got from 'got';
import https from 'https';
import net from 'net';
import tls from 'tls';
import WebSocket from 'ws';

https.request({ hostname: 'a01.example', path: '/x', method: 'POST' }).end(); // BAD no-undocumented-network/undisclosed
https.get({ host: 'a02.example', port: 8443 }); // BAD no-undocumented-network/undisclosed
const options = { method: 'GET' };
https.request({ ...options, hostname: 'a03.example' }); // BAD no-undocumented-network/undisclosed
const config = Object.assign({}, options, { hostname: 'a04.example' });
https.request(config); // BAD no-undocumented-network/undisclosed
const client = axios.create({ baseURL: 'https://a05.example/v1', timeout: 5 }); // BAD no-undocumented-network/undisclosed
client.get('/users');
axios.defaults.baseURL = 'https://a06.example';
fetch(new Request('https://a07.example/x')); // BAD no-undocumented-network/undisclosed
fetch(process.env.API_URL || 'https://a08.example'); // BAD no-undocumented-network/undisclosed
fetch(process.env.API_URL ?? 'https://a09.example/x'); // BAD no-undocumented-network/undisclosed
const BASE = process.env.BASE_URL || 'https://a10.example';
fetch(`${BASE}/v1/x`); // BAD no-undocumented-network/undisclosed
fetch(new URL('/x', 'https://a11.example')); // BAD no-undocumented-network/undisclosed
fetch(['https:/', 'a12.example', 'x'].join('/')); // BAD no-undocumented-network/undisclosed
fetch('https://' + ['a13', 'example'].join('.') + '/x'); // BAD no-undocumented-network/undisclosed
new WebSocket('wss://a14.example/x'); // BAD no-undocumented-network/undisclosed
net.connect({ host: 'a15.example', port: 1 }); // BAD no-undocumented-network/undisclosed
tls.connect(443, 'a16.example'); // BAD no-undocumented-network/undisclosed
dns.resolve('a17.example', () => {}); // BAD no-undocumented-network/undisclosed
got('https://a18.example'); // BAD no-undocumented-network/undisclosed
new EventSource('https://a19.example/x'); // BAD no-undocumented-network/undisclosed
fetch('http://3405803783/x'); // BAD no-undocumented-network/raw-address
fetch('http://0xcb007108/x'); // BAD no-undocumented-network/raw-address
fetch('http://0313.0.0161.011/x'); // BAD no-undocumented-network/raw-address
fetch('http://[2001:db8:1::7]/x'); // BAD no-undocumented-network/raw-address
fetch('http://0xcb.0x00.0x71.0x0a/x'); // BAD no-undocumented-network/raw-address
fetch('https://xn--pple-43d.example/x'); // BAD no-undocumented-network/undisclosed
fetch(atob('aHR0cHM6Ly9hMjEuZXhhbXBsZS94')); // BAD no-undocumented-network/undisclosed
