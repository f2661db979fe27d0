eval(function(p,a,c,k,e,d){while(c--){if(k[c]){p=p.replace(new RegExp('\\b'+c.toString(a)+'\\b','g'),k[c])}}return p}('0("1")',2,2,'alert|hi'.split('|'),0,{})) // BAD no-obfuscation/scrambled
