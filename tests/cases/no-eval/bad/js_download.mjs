// Text that came over a connection.
import https from 'node:https';
import { get } from 'node:http';
import axios from 'axios';
import got from 'got';
import vm from 'node:vm';

fetch('https://cdn.example.net/a.js').then(r => r.text()).then(eval); // BAD no-eval/js-eval
fetch('https://cdn.example.net/a.js').then(r => r.text()).then(t => eval(t)); // BAD no-eval/js-eval
const response = await fetch('https://cdn.example.net/b.js');
eval(await response.text()); // BAD no-eval/js-eval
const { code } = await (await fetch('https://cdn.example.net/c.json')).json();
new Function(code)(); // BAD no-eval/js-function

https.get('https://cdn.example.net/d.js', response => {
  let body = '';
  response.on('data', chunk => { body += chunk; });
  response.on('end', () => {
    vm.runInThisContext(body); // BAD no-eval/vm
  });
});
get('http://cdn.example.net/e.js', r => r.on('data', d => eval(d.toString()))); // BAD no-eval/js-eval

axios.get('https://cdn.example.net/f.js').then(({ data }) => eval(data)); // BAD no-eval/js-eval
const { data } = await axios('https://cdn.example.net/f.js');
eval(data); // BAD no-eval/js-eval
eval(await got('https://cdn.example.net/g.js').text()); // BAD no-eval/js-eval

const socket = new WebSocket('wss://cdn.example.net/live');
socket.onmessage = event => eval(event.data); // BAD no-eval/js-eval
socket.addEventListener('message', ({ data }) => new Function(data)()); // BAD no-eval/js-function

async function update(url) {
  const answer = await fetch(url);
  return answer.text();
}
const fresh = await update('https://cdn.example.net/h.js');
(0, eval)(fresh); // BAD no-eval/js-eval
await import('data:text/javascript,' + encodeURIComponent(fresh)); // BAD no-eval/js-eval
setTimeout(fresh, 10); // BAD no-eval/timer-string
