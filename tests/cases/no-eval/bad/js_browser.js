// Text that a page runs.
const code = new URLSearchParams(location.search).get('code');

document.write('<script>' + code + '</script>'); // BAD no-eval/js-eval
document.writeln(`<script>${code}</script>`); // BAD no-eval/js-eval
location.href = 'javascript:' + code; // BAD no-eval/js-eval
window.location = `javascript:${code}`; // BAD no-eval/js-eval
window.open('javascript:' + code); // BAD no-eval/js-eval
const script = document.createElement('script');
script.textContent = code; // BAD no-eval/js-eval
const other = document.createElement('script');
other.text = code; // BAD no-eval/js-eval
button.setAttribute('onclick', code); // BAD no-eval/js-eval
