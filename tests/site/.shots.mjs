import { chromium } from 'playwright-core';
const S='file:///tmp/hp/site/';
const b=await chromium.launch({executablePath:'/usr/bin/chromium',args:['--no-sandbox']});
async function shot(name,url,{w=1440,h=1100,dark=false,full=false,js=false,act,media}={}){
  const c=await b.newContext({viewport:{width:w,height:h},colorScheme:dark?'dark':'light',javaScriptEnabled:js});
  const p=await c.newPage(); await p.goto(S+url);
  if(media) await p.emulateMedia({media});
  if(act) await act(p);
  await p.waitForTimeout(150);
  await p.screenshot({path:`/tmp/hp/${name}.png`,fullPage:full});
  await c.close();
}
const jobs={
 src:()=>shot('src','lights/letters/edition.html',{h:700,act:p=>p.locator('[value=source]').check()}),
 edphone:()=>shot('edphone','lights/letters/edition.html',{w:390,h:900}),
 eddark:()=>shot('eddark','lights/letters/edition.html',{dark:true,h:800,act:p=>p.locator('a[href="#facsimile-2"]').click()}),
 edprint:()=>shot('edprint','lights/letters/edition.html',{w:800,h:1000,media:'print',full:true}),
 vol:()=>shot('vol','lights/letters/index.html',{full:true}),
 volphone:()=>shot('volphone','lights/letters/index.html',{w:390,h:1100}),
 mail:()=>shot('mail','lights/letters/mail.html',{h:700}),
 mailopen:()=>shot('mailopen','lights/letters/mail.html',{w:390,h:800,full:true,dark:true,act:p=>p.locator('summary').first().click()}),
 mailprint:()=>shot('mailprint','lights/letters/mail.html',{w:800,h:1000,media:'print'}),
 min:()=>shot('min','lights/letters/minutes.html',{h:1100}),
 minphone:()=>shot('minphone','lights/letters/minutes.html',{w:390,h:800,full:true}),
 broken:()=>shot('broken','lights/broken/index.html',{h:500}),
 crumbs:()=>shot('crumbs','lights/letters/d3.html',{w:390,h:500}),
};
for(const j of process.argv.slice(2).length?process.argv.slice(2):Object.keys(jobs)) await jobs[j]();
await b.close();
