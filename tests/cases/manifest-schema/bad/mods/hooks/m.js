import fs from 'fs'
export function register(on) {
  on('a' + 'b', ($) => {})
  on('tool.check', async ($, e) => {
    await $['fs'].read('x')
    const q = $
    await ($)['fs'].read('x')
    unknown($)
  })
  on?.('tool.check', ($) => {})
}
