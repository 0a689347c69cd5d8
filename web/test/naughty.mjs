// Strings that have broken pages, databases and spreadsheets: markup, handlers, addresses, odd Unicode, odd numbers.
const run = 'window.pwned=1';
export const naughty = [
  `<script>${run}</script>`, `</script><script>${run}</script>`, `<img src=x onerror="${run}">`, `<svg onload=${run}>`, `<svg><script>${run}</script></svg>`,
  `"><img src=x onerror=${run}>`, `' onmouseover='${run}' x='`, `" autofocus onfocus="${run}`, `javascript:${run}`, `JaVaScRiPt&colon;${run}`,
  `java\tscript:${run}`, `data:text/html,<script>${run}</script>`, `vbscript:${run}`, `<a href="javascript:${run}">here</a>`, `<iframe srcdoc="<script>parent.${run}</script>"></iframe>`,
  `<math><mi xlink:href="javascript:${run}">x</mi></math>`, `<style>@import 'javascript:${run}';</style>`, `<link rel=stylesheet href=data:,*{display:none}>`,
  `<base href="http://127.0.0.2/">`, `<meta http-equiv=refresh content="0;url=http://127.0.0.2/">`, `<form action="http://127.0.0.2/"><input name=a></form>`,
  `<object data="data:text/html,x"></object>`, `\${${run}}`, `{{constructor.constructor('${run}')()}}`, `#{${run}}`, `<%= ${run} %>`, `';${run};//`, `\`;${run};\``,
  `--><script>${run}</script><!--`, `]]><script>${run}</script>`, `&lt;script&gt;${run}&lt;/script&gt;`, `&#60;script&#62;${run}&#60;/script&#62;`, `%3Cscript%3E${run}%3C/script%3E`,
  `\u003cscript\u003e${run}\u003c/script\u003e`, `<scr\u0000ipt>${run}</script>`, `\uff1cscript\uff1e${run}\uff1c/script\uff1e`, `url("javascript:${run}")`, `expression(${run})`,
  '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'undefined', 'null', 'NaN', 'Infinity', '1e309', '-0', '0x10', '[object Object]', '',
  '=1+1', '+SUM(1)', '-2+3', '@SUM(1)', "=cmd|' /C calc'!A0", "' OR 1=1 --", "'; DROP TABLE events; --", '../../../../etc/passwd', '..%2f..%2f', '%00', '%s%n%x', 'a#b#c', 'a?b&c=d',
  '\u0000', '\ufeff', '\u2028\u2029', 'line\r\nbreak: header', '\u001b[31mred\u001b[0m', '\u202eright to left override\u202c', '\u200b\u200c\u200d\u2060', '\ud800 lone high', 'lone low \udc00',
  'Z\u0351\u036b\u0343\u032a\u0302a\u0328\u034al\u0489g\u0334o', '\u{1f469}\u200d\u{1f469}\u200d\u{1f467}\u200d\u{1f466}', '\u{1f1e8}\u{1f1e9}', '\u{10ffff}', '\u0645\u0631\u062d\u0628\u0627 \u0628\u0627\u0644\u0639\u0627\u0644\u0645', '\u05e9\u05dc\u05d5\u05dd',
  '\u4f60\u597d\u4e16\u754c', '\u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35', 'e\u0301\u0301\u0301', 'x'.repeat(5000), 'w w '.repeat(1500), '\u{1f4a5}'.repeat(300), '\t\t\t', '     ',
];
