import { describe, expect, it } from 'vitest';
import { figuresIn } from '../../src/news/figures.ts';

const found = (text: string) => figuresIn(text).map(({ unit, value, literal }) => `${value} ${unit}: ${literal}`);

describe('a figure is a number with what it counts', () => {
  it.each([
    ['Seven killed in Kharkiv strike', ['7 killed: Seven killed']],
    ['Strike killed 7, wounded 12', ['7 killed: killed 7', '12 wounded: wounded 12']],
    ['7 killed and 12 wounded', ['7 killed: 7 killed', '12 wounded: 12 wounded']],
    ['Seven people were killed and 12 injured', ['7 killed: Seven people were killed', '12 wounded: 12 injured']],
    ['Attack kills at least seven people', ['7 killed: kills at least seven people']],
    ['Missile kills three civilians', ['3 civilians killed: kills three civilians']],
    ['Death toll rises to nine', ['9 killed: Death toll rises to nine']],
    ['two children, killed', ['2 children: two children']],
    ['No one killed in the attack', []],
    ['12 drones crossed the border', ['12 drones: 12 drones']],
    ['Ukraine says 80 Russian drones were shot down', ['80 drones downed: 80 Russian drones were shot down']],
    ['Poland shot down 12 drones', ['12 drones downed: shot down 12 drones']],
    ['Air defence downed 80 of 100 drones', ['80 drones downed: downed 80 of 100 drones']],
    [
      'Russia launched more than 100 drones and 12 missiles',
      ['100 drones launched: launched more than 100 drones', '12 missiles: 12 missiles'],
    ],
    ['up to 100 tanks', ['100 tanks: up to 100 tanks']],
    ['1,500 troops', ['1500 troops: 1,500 troops']],
    ['1 500 troops', ['1500 troops: 1 500 troops']],
    ['1.500 Soldaten', ['1500 troops: 1.500 Soldaten']],
    ['a loan of €90 billion', ['90000000000 euros: €90 billion']],
    ['a €1.250 billion loan', ['1250000000 euros: €1.250 billion']],
    ['$60m in aid', ['60000000 dollars: $60m']],
    ['US$2.5bn for Kyiv', ['2500000000 dollars: US$2.5bn']],
    ['90 Milliarden Euro', ['90000000000 euros: 90 Milliarden Euro']],
    ['90 milliards d’euros', ['90000000000 euros: 90 milliards d’euros']],
    ['2 million people', ['2000000 people: 2 million people']],
    ['spending of 3.5% of GDP', ['3.5 percent of GDP: 3.5% of GDP']],
    ['3,5 Prozent', ['3.5 percent: 3,5 Prozent']],
    ['20 per cent', ['20 percent: 20 per cent']],
    ['10-12 drones', ['10 drones: 10-12 drones']],
    ['7 загиблих та 12 поранених', ['7 killed: 7 загиблих', '12 wounded: 12 поранених']],
    ['Загинули семеро людей', ['7 killed: Загинули семеро людей']],
    ['Сили ППО збили 80 дронів', ['80 drones downed: збили 80 дронів']],
    ['Число погибших выросло до 9', ['9 killed: Число погибших выросло до 9']],
    ['ПВО сбила 42 беспилотника', ['42 drones downed: сбила 42 беспилотника']],
    ['погибли не менее 7 человек', ['7 killed: погибли не менее 7 человек']],
    ['2 млн человек', ['2000000 people: 2 млн человек']],
    ['Sieben Tote bei Angriff', ['7 killed: Sieben Tote']],
    ['mindestens zwölf Verletzte', ['12 wounded: mindestens zwölf Verletzte']],
    ['Sept morts et douze blessés', ['7 killed: Sept morts', '12 wounded: douze blessés']],
    ['siedem osób zginęło, 12 rannych', ['7 killed: siedem osób zginęło', '12 wounded: 12 rannych']],
    ['Polska zestrzeliła 4 drony', ['4 drones downed: zestrzeliła 4 drony']],
    ['100 km from the border', ['100 kilometres: 100 km']],
    ['27 countries agree', ['27 countries: 27 countries']],
  ])('%s', (text, figures) => {
    expect(found(text)).toEqual(figures);
  });

  it.each([
    'In 2026 drones changed the war',
    'On 24 November drones crossed the border',
    'November 24 drones crossed the border',
    'Am 24. November Drohnen',
    'At 23:30 drones were seen',
    'F-16 jets and Su-34 jets',
    'G7 countries agree',
    'Article 5 and NATO',
    'Anna, 34, was killed',
    'A 12-year-old killed',
    'The 2nd drone',
    '9/11 dead remembered',
    'one of the soldiers',
    'killed in 3 ways',
    'The talks are over',
  ])('%s has none', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('keeps both ends of a range', () => {
    expect(figuresIn('10–12 drones')).toMatchObject([{ value: 10, to: 12 }]);
  });

  it('is found in a text of any length and kind', () => {
    for (const text of ['7 '.repeat(50_000), '1.000,'.repeat(20_000), '🇺🇦'.repeat(9_000), ''])
      expect(figuresIn(text)).toEqual([]);
  });
});
