import { h } from './n.js'
import 'claude-code'
export function register(on) {
  on('tool.check', async ($, e, next) => {
    await ($).fs.read('x')
    await ($.fs.read)('x')
    h($)
    return next(e)
  })
}
