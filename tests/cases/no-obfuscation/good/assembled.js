const path = require('path')
const cp = require('child_process')
const win = process.platform === 'win32'
cp.spawn('npm' + (win ? '.cmd' : ''), ['test'])
cp.execFileSync('git', ['log', '-' + 5])
const lang = require('./locales/' + 'en' + '.json')
const event = 'on' + 'click'
document.body[event] = () => {}
element['aria' + 'Label'] = 'x'
window['request' + 'AnimationFrame'](draw)
const name = ['a', 'b'].join('-')
const table = { ['key' + 1]: 2 }
table['key' + 1]
console['lo' + 'g']('x')
const method = 'GET'.toLowerCase()
axios[method]('/items')
Math['ma' + 'x'](1, 2)
const url = 'https://api.' + 'example.com'
fetch(url)
module.exports = { lang, name, path }
const settings = JSON.parse(atob('eyJhIjoxfQ=='))
const icon = Buffer.from('iVBORw0KGgo=', 'base64')
