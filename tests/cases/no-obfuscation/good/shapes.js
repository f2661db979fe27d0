const steps = '1|2|3'.length
const queue = []
queue.push(queue.shift())
function names() { const list = ['a', 'b']; return list }
const line = 'a' + ', ' + 'b'
const Illinois = 1, OOOO = 2, IIII = 3
const re = /[lI1]{6}|O0O0O0/
console.log(steps, names(), line, Illinois + OOOO + IIII, re)
