export function h(q) {
  return q.fs.read('x')
}
