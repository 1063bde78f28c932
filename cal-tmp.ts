import { readFileSync } from 'node:fs';
import { drawPdf, drawOver, sealSvg, photograph, createRandom, toJpeg } from '#server/platform/images/testing.ts';
import { sharpness } from '#server/platform/images/sharpness.ts';
import { hasRedSeal } from '#server/platform/images/red-seal.ts';
import sharp from 'sharp';
const page = await drawPdf(readFileSync('/tmp/agreement.pdf'));
const sealed = await drawOver(page, sealSvg({ x: 250, y: 2050, radius: 157, opacity: 0.5 }));
const shot = { width: 3000, height: 4000, turned: 3, tilt: 0.1, shadow: 0.4, noise: 5, blur: 0.8 };
for (const [noise, blur] of [[0,2],[0,4],[0,5],[0,6],[5,3],[5,4],[5,5],[15,1],[15,4],[15,6],[30,1],[30,4],[30,6]] as const) {
  const p = await photograph(sealed, { ...shot, blur, noise, shadow: 0.7, lamp: [1, 0.85, 0.65] }, createRandom(1));
  console.log(noise, blur, sharpness(p)?.toFixed(3), 'seal', hasRedSeal(p));
  if (blur===4||blur===5) await sharp(await toJpeg(p)).resize(2000,2000,{fit:'inside'}).extract({left:250,top:500,width:800,height:260}).png().toFile(`/tmp/c-${noise}-${blur}.png`);
}
for (const size of [1600, 1200, 800]) { const p = await photograph(sealed, { ...shot, width: size*0.75, height: size, blur: 0.5 }, createRandom(1)); console.log(size, sharpness(p), hasRedSeal(p)); }
await sharp({create:{width:800,height:780,channels:3,background:'#fff'}}).composite(['0-4','0-5','15-4'].map((n,i)=>({input:`/tmp/c-${n}.png`,left:0,top:i*260}))).png().toFile('/tmp/crops.png');
