import { describe, expect, it } from 'vitest';
import type { Capability } from '#contracts/capabilities.ts';
import type { LineWorld } from '#renderer/console/features/command-line/line-world.ts';
import { readLine, type Reading } from '#renderer/console/features/command-line/read-line.ts';
import { readVocabulary } from '#renderer/console/features/command-line/vocabulary.ts';
import { createConsoleI18n } from '#renderer/console/i18n.ts';
import { screensOf } from '#renderer/console/state/screens.ts';
import type { Text } from '#renderer/console/use-text.ts';

const words = (language: 'zh-CN' | 'en') => readVocabulary(createConsoleI18n(language).t as unknown as Text);
const zh = words('zh-CN');

const unit = (callSign: string, name: string, part: Partial<LineWorld['units'][number]> = {}) => ({
  unitId: callSign, callSign, name, plate: '', enrolled: true, operationId: 'op', ...part,
}); // prettier-ignore
const site = (name: string, part: Partial<LineWorld['sites'][number]> = {}) => ({
  key: `op/${name}`, operationId: 'op', name, operationTitle: '成渝', lng: 104, lat: 30, canWithdraw: true, ...part,
}); // prettier-ignore
const alarm = { incidentId: 'i1', kind: 'violence' as const, unitId: 'BLF-3' };

const world = (part: Partial<LineWorld> = {}): LineWorld => ({
  units: [
    unit('A1-01', '许'),
    unit('A1-02', '沈'),
    unit('A2-01', '韩'),
    unit('BLF-3', '袁'),
    unit('V5', '快反车', { plate: '渝A·演警05' }),
  ],
  teams: [{ word: 'A2', unitIds: ['A2-01', 'BLF-3'] }],
  sites: [site('现场甲 九龙坡仓库'), site('现场乙 锦江办公室')],
  screens: screensOf('operator'),
  marked: ['V5'],
  everybody: ['A1-01', 'A1-02', 'A2-01', 'BLF-3'],
  unheard: null,
  unconfirmed: null,
  holds: () => true,
  ...part,
});
const read = (line: string, part: Partial<LineWorld> = {}, vocabulary = zh) =>
  readLine(line, world(part), vocabulary);
const action = (reading: Reading) => (reading.state === 'ready' ? reading.action : reading.problem);
const choices = (reading: Reading) => reading.completions.map((one) => one.line);

describe('verbs', () => {
  it.each(['看 BLF-3', '看BLF-3', 'kan blf-3', 'k blf3', '  K  Blf3 '])(
    'takes characters, pinyin and initials: %s',
    (line) => {
      expect(action(read(line))).toEqual({ does: 'video', unitIds: ['BLF-3'] });
    },
  );

  it('takes English words where the page is English, and Chinese ones all the same', () => {
    const en = words('en');
    expect(action(read('view blf3', {}, en))).toEqual({ does: 'video', unitIds: ['BLF-3'] });
    expect(action(read('看BLF-3', {}, en))).toEqual({ does: 'video', unitIds: ['BLF-3'] });
  });

  it('has no two verbs with one word, in either language', () => {
    for (const { verbs } of [zh, words('en')]) {
      const all = verbs.flatMap((verb) => verb.words.map((word) => word.toLowerCase()));
      expect(all.filter((word, at) => all.indexOf(word) !== at)).toEqual([]);
    }
  });

  it('finds a unit where no verb is written', () => {
    expect(action(read('blf3'))).toEqual({ does: 'pick', unitId: 'BLF-3' });
    expect(action(read('袁'))).toEqual({ does: 'pick', unitId: 'BLF-3' });
  });

  it('opens the help by ? in either width', () => {
    expect(action(read('?'))).toEqual({ does: 'help' });
    expect(action(read('？'))).toEqual({ does: 'help' });
  });

  it('names the word that it does not know', () => {
    expect(read('飞 A1')).toMatchObject({ problem: 'unknown', complete: true, params: { word: '飞' } });
  });

  it('does not offer, nor take, what the role does not hold', () => {
    const holds = (capability: Capability) => capability !== 'order.issue';
    expect(action(read('令 A1-01 待命', { holds }))).toBe('not_allowed');
    expect(choices(read('', { holds }))).not.toContain('令 ');
  });
});

describe('orders', () => {
  const order = {
    does: 'order',
    operationId: 'op',
    templateId: null,
    priority: 'routine',
    replyBySeconds: 60,
  };

  it('goes to one unit, to a team, to all and to the marked', () => {
    expect(action(read('令 A1-01 守住东门'))).toEqual({ ...order, unitIds: ['A1-01'], text: '守住东门' });
    expect(action(read('令 A2 守住东门'))).toEqual({
      ...order,
      unitIds: ['A2-01', 'BLF-3'],
      text: '守住东门',
    });
    expect(action(read('ling qt 守住'))).toMatchObject({ unitIds: ['A1-01', 'A1-02', 'A2-01', 'BLF-3'] });
    expect(action(read('令 选中 守住'))).toMatchObject({ unitIds: ['V5'] });
  });

  it('takes a prefix of call signs for a group where no team has that name', () => {
    expect(action(read('令 A1 守住'))).toMatchObject({ unitIds: ['A1-01', 'A1-02'] });
  });

  it.each(['令 A1-01 V5 守住', '令A1-01、V5 守住', 'l a101,v5 守住', '令 A1-01+V5守住'])(
    'takes several units: %s',
    (line) => {
      expect(action(read(line))).toMatchObject({ unitIds: ['A1-01', 'V5'], text: '守住' });
    },
  );

  it('leaves a text alone that has the name of a person in it', () => {
    expect(action(read('令 A1-01 袁 在东门'))).toMatchObject({ unitIds: ['A1-01'], text: '袁 在东门' });
  });

  it('takes a template by its word, with its own priority and limit', () => {
    const template = {
      does: 'order',
      operationId: 'op',
      templateId: 'pull_back',
      priority: 'flash',
      replyBySeconds: 20,
    };
    expect(action(read('令 A1-01 后撤'))).toMatchObject(template);
    expect(action(read('l a101 hc'))).toMatchObject(template);
  });

  it('does not send half a word of pinyin out as an order', () => {
    expect(read('令 A1-01 hou')).toMatchObject({ problem: 'missing_text', complete: false });
    expect(read('令 A1-01 stop')).toMatchObject({ state: 'ready' });
    expect(read('令 A1-01 后')).toMatchObject({ state: 'ready' });
  });

  it('! is urgent and !! is flash, before a text and before a template', () => {
    expect(action(read('令 A1-01 !守住'))).toMatchObject({ priority: 'urgent', text: '守住' });
    expect(action(read('令 A1-01 ！！ 守住'))).toMatchObject({ priority: 'flash', replyBySeconds: 20 });
    expect(action(read('令 A1-01 !! jj'))).toMatchObject({ templateId: 'muster', priority: 'flash' });
  });

  it('refuses to mix operations, and a unit without a phone', () => {
    const units = [
      unit('A1-01', '许'),
      unit('C1', '外', { operationId: null }),
      unit('D1', '无', { enrolled: false }),
    ];
    expect(action(read('令 A1-01 C1 守住', { units }))).toBe('mixed');
    expect(read('令 D1 守住', { units })).toMatchObject({ problem: 'not_enrolled', params: { units: 'D1' } });
  });

  it('says what is missing before it says that something is wrong', () => {
    expect(read('令')).toMatchObject({ problem: 'missing_unit', complete: false });
    expect(read('令 A1-01 ')).toMatchObject({ problem: 'missing_text', complete: false });
    expect(read('令 !')).toMatchObject({ problem: 'which_unit', complete: true });
  });

  it('names the meanings of a word that has several', () => {
    expect(read('看 A1-0')).toMatchObject({
      problem: 'ambiguous',
      params: { word: 'A1-0', matches: 'A1-01 A1-02' },
    });
  });
});

describe('sites', () => {
  it.each([
    '派 A1-01 甲',
    'pai a101 jia',
    'p a101 j',
    '派A1-01甲',
    '派 A1-01 九龙坡',
    '派 A1-01 现场甲 九龙坡仓库',
  ])('finds the site: %s', (line) => {
    expect(action(read(line))).toMatchObject({
      does: 'dispatch',
      unitIds: ['A1-01'],
      operationId: 'op',
      site: { key: 'op/现场甲 九龙坡仓库' },
    });
  });

  it('asks which where several fit, and takes the one in focus where two have one name', () => {
    expect(read('派 A1-01 现场')).toMatchObject({ problem: 'ambiguous' });
    const twins = [site('甲', { key: 'op/1' }), site('甲', { key: 'other/1' })];
    expect(action(read('派 A1-01 甲', { sites: twins }))).toMatchObject({ site: { key: 'op/1' } });
  });

  it('[R61] withdraws without asking for units, and only from where one is', () => {
    expect(action(read('撤 甲'))).toMatchObject({ does: 'withdraw', site: { key: 'op/现场甲 九龙坡仓库' } });
    expect(action(read('c yi', { sites: [site('现场乙', { canWithdraw: false })] }))).toBe('which_site');
  });

  it('shows a site on the map', () => {
    expect(action(read('找 乙'))).toMatchObject({ does: 'pick_site', site: { name: '现场乙 锦江办公室' } });
  });
});

describe('alarms, messages, screens', () => {
  it('acknowledges and confirms the topmost alarm, and says when there is none', () => {
    expect(action(read('收'))).toBe('no_alarm');
    expect(action(read('queren', { unheard: alarm }))).toEqual({ does: 'acknowledge', ...alarm });
    expect(action(read('核', { unconfirmed: alarm }))).toEqual({ does: 'confirm', ...alarm });
    expect(action(read('he weidu', { unconfirmed: alarm }))).toEqual({
      does: 'confirm',
      ...alarm,
      kind: 'siege',
    });
    expect(action(read('核 什么', { unconfirmed: alarm }))).toBe('confirm_kind');
  });

  it('writes a message, and chooses whom to talk to', () => {
    expect(action(read('信 A2 社区干部已到'))).toEqual({
      does: 'message',
      unitIds: ['A2-01', 'BLF-3'],
      text: '社区干部已到',
    });
    expect(action(read('呼 A1'))).toEqual({ does: 'talk', unitIds: ['A1-01', 'A1-02'] });
    expect(action(read('呼 选中', { marked: [] }))).toBe('no_marked');
  });

  it('goes to the screens of the role, and to no other', () => {
    expect(action(read('转 警'))).toEqual({ does: 'screen', screen: 'alarms' });
    expect(action(read('t tx'))).toEqual({ does: 'screen', screen: 'messages' });
    expect(read('转 审')).toMatchObject({ problem: 'which_screen' });
  });
});

describe('completion', () => {
  it('completes verbs, units and teams, sites, screens and templates', () => {
    expect(choices(read('pa'))).toEqual(['派 ']);
    expect(choices(read('k a1'))).toContain('看 A1-01 ');
    expect(choices(read('派 a'))).toContain('派 A2 ');
    expect(choices(read('派 A2 '))).toEqual(['派 A2 现场甲 九龙坡仓库', '派 A2 现场乙 锦江办公室']);
    expect(choices(read('t z'))).toEqual(['转 指令']);
    expect(choices(read('令 A2 !hou'))).toEqual(['令 A2 !后撤']);
  });

  it('every completed line is read again without a mistake', () => {
    for (const begun of [
      '',
      'k',
      '看 ',
      '派 ',
      '派 A2 ',
      '令 A2 ',
      '令 A2 !',
      '转 ',
      '撤 ',
      '信 ',
      '呼 a',
      '找 ',
    ]) {
      for (const line of choices(read(begun))) {
        const again = read(line, { unheard: alarm, unconfirmed: alarm });
        expect([line, again.state === 'ready' || !again.complete]).toEqual([line, true]);
      }
    }
  });
});
