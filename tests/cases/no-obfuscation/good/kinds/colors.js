const red = '\x1b[31m', reset = '\u001b[0m'
console.log(red + 'x' + reset)
