import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { dark, light, type Palette, tokensCss, tones } from './tokens.ts';

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(at => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}
type Pair = readonly [what: string, text: string, ground: string, least: number];
const pair = (...parts: Pair): Pair => parts;

function pairsOf(palette: Palette): Pair[] {
  const { ground, surface } = palette;
  return [
    ...(['text', 'description', 'primary'] as const).flatMap(name => [
      pair(`${name} on ground`, palette[name], ground, 4.5),
      pair(`${name} on surface`, palette[name], surface, 4.5),
    ]),
    pair('placeholder on surface', palette.placeholder, surface, 4.5),
    pair('primary on its soft ground', palette.primary, palette.primarySoft, 4.5),
    pair('button', palette.onButton, palette.button, 4.5),
    pair('edge on surface', palette.edge, surface, 3),
    pair('edge on ground', palette.edge, ground, 3),
    ...tones.flatMap(tone =>
      [palette.tones[tone].soft, surface, ground].map(on => pair(`${tone} on ${on}`, palette.tones[tone].text, on, 4.5)),
    ),
  ];
}

for (const [name, palette] of Object.entries({ light, dark }))
  test(`${name}: every text is readable on every background it is used on (WCAG 1.4.3, 1.4.11)`, () => {
    for (const [what, text, ground, least] of pairsOf(palette))
      assert.ok(contrast(text, ground) >= least, `${what}: ${contrast(text, ground).toFixed(2)} < ${least}`);
  });

test('the style sheet is the one that the tokens make', () => {
  assert.equal(readFileSync(new URL('tokens.css', import.meta.url), 'utf8'), tokensCss());
});
