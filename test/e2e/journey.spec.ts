import { type Browser, type BrowserContext, chromium, expect, type Page, test } from '@playwright/test';
import { existsSync } from 'node:fs';
import { findChromium } from '../../main/tools/find-chromium.ts';
import { type HubProcess, startHub } from './support/hub-process.ts';

/**
 * The main job by hand, from an empty hub to the verified record, with three real pages at once: an operator's seat, an
 * officer's phone with a camera, and the higher court's supervisor. One browser that trusts the hub's own key and no other.
 */
test.describe.configure({ mode: 'serial', timeout: 240_000 });

const PASSWORD = 'Jinjiang#2026';
const SEATS = {
  operator: { login: 'op-lin', name: '林（虚构）', role: '值班操作员', court: '' },
  duty: { login: 'dc-zhou', name: '周（虚构）', role: '值班长', court: '' },
  approver: { login: 'apr-zheng', name: '郑（虚构）', role: '审批人', court: '' },
  supervisor: { login: 'sup-gao', name: '高（虚构）', role: '上级法院监督员', court: '四川省高级人民法院' },
};
type Seat = keyof typeof SEATS;

let hub: HubProcess;
let browser: Browser;
const contexts: BrowserContext[] = [];

test.beforeAll(async () => {
  hub = await startHub();
  browser = await chromium.launch({
    executablePath: findChromium(existsSync),
    args: [
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      '--autoplay-policy=no-user-gesture-required',
      `--ignore-certificate-errors-spki-list=${hub.fieldKey}`,
    ],
  });
});
test.afterAll(async () => {
  await Promise.all(contexts.map((context) => context.close()));
  await browser?.close();
  await hub?.[Symbol.asyncDispose]();
});

const zh = { locale: 'zh-CN', timezoneId: 'Asia/Shanghai' };
async function desk(): Promise<Page> {
  const context = await browser.newContext({ ...zh, viewport: { width: 1366, height: 768 } });
  contexts.push(context);
  const page = await context.newPage();
  await page.goto(hub.startUrl);
  return page;
}

async function signIn(page: Page, login: string): Promise<void> {
  await page.getByLabel('账号', { exact: true }).fill(login);
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: '登录' }).click();
  await expect(page.getByRole('navigation', { name: '功能' })).toBeVisible();
}

const pages = {} as Record<Seat, Page> & { phone: Page };
const rail = (page: Page, name: string) =>
  page.getByRole('navigation', { name: '功能' }).getByRole('button', { name });

test('founds the court and makes its accounts, each granted by a second person', async () => {
  const page = await desk();
  await page.getByRole('button', { name: '设立本院' }).click();
  await page.getByRole('searchbox', { name: '法院' }).fill('锦江');
  await page.getByRole('radio', { name: /锦江区人民法院/ }).check();
  for (const [group, login] of [
    ['系统管理员', 'sys'],
    ['安全管理员', 'sec'],
    ['审计员', 'aud'],
  ] as const) {
    const admin = page.getByRole('group', { name: group });
    await admin.getByLabel('账号名').fill(login);
    await admin.getByLabel('姓名').fill(`${group}（虚构）`);
    await admin.getByLabel('密码', { exact: true }).fill(PASSWORD);
    await admin.getByLabel('再输一次').fill(PASSWORD);
  }
  await page.getByRole('button', { name: '设立', exact: true }).click();

  await page.getByLabel('账号', { exact: true }).fill('sys');
  await page.getByLabel('密码', { exact: true }).fill('Wrong#password1');
  await page.getByRole('button', { name: '登录' }).click();
  await expect(page.getByRole('alert')).toContainText('密码');
  await signIn(page, 'sys');
  await rail(page, '账户').click();
  for (const { login, name, role, court } of Object.values(SEATS)) {
    await page.getByRole('button', { name: '开设账号' }).first().click();
    const form = page.getByRole('form', { name: '开设账号' });
    await form.getByLabel('角色').selectOption({ label: role });
    if (court !== '') await form.getByLabel('法院').selectOption({ label: court });
    await form.getByLabel('账号名').fill(login);
    await form.getByLabel('姓名').fill(name);
    await form.getByLabel('初始密码').fill(PASSWORD);
    await form.getByRole('button', { name: '开设账号' }).click();
    await expect(page.getByRole('row', { name: new RegExp(login) })).toBeVisible();
  }

  const security = await desk();
  await signIn(security, 'sec');
  await rail(security, '账户').click();
  for (const { login } of Object.values(SEATS)) {
    await security.getByRole('row', { name: new RegExp(login) }).click();
    await security.getByRole('button', { name: '授权', exact: true }).click();
    await expect(security.getByRole('row', { name: new RegExp(login) })).toContainText('在用');
  }
  await page.context().close();
  await security.context().close();
});

/** A seat that is open as long as the work lasts: a room of six seats is more than two cores can draw at once. */
async function at(seat: Seat, work: (page: Page) => Promise<void>): Promise<void> {
  const page = await desk();
  await signIn(page, SEATS[seat].login);
  await work(page);
  await page.context().close();
}

const UNITS = [
  { callSign: 'A1-01', name: '何（虚构）' },
  { callSign: 'A1-02', name: '许（虚构）' },
];

test('registers units and binds a phone by its one-time link, under the hub’s own authority', async () => {
  const page = (pages.operator = await desk());
  await signIn(page, SEATS.operator.login);
  await rail(page, '力量').click();
  for (const { callSign, name } of UNITS) {
    await page.getByRole('button', { name: '登记力量' }).first().click();
    const form = page.getByRole('form', { name: '登记力量' });
    await form.getByLabel('编号').first().fill(callSign);
    await form.getByLabel('姓名或车辆名称').fill(name);
    await form.getByLabel('执行公务证有效期至').fill('2099-12-31');
    await form.getByLabel('绑定的执法仪编号').fill(`CAM-${callSign}`);
    await form.getByRole('button', { name: '登记力量' }).click();
    await expect(page.getByRole('row', { name: new RegExp(callSign) })).toBeVisible();
  }
  await page.getByRole('row', { name: /A1-01/ }).click();
  await page.getByRole('button', { name: '绑定终端' }).click();
  const dialog = page.getByRole('dialog', { name: /绑定 A1-01/ });
  await dialog.getByLabel('网络地址').selectOption({ label: new URL(hub.fieldUrl).host });
  const link = await dialog.getByText(/\/field\.html#e=/).textContent();

  const context = await browser.newContext({
    ...zh,
    viewport: { width: 412, height: 915 },
    hasTouch: true,
    permissions: ['geolocation', 'camera', 'microphone'],
    geolocation: { longitude: 104.0838, latitude: 30.6556, accuracy: 8 },
  });
  contexts.push(context);
  const phone = (pages.phone = await context.newPage());
  await phone.goto(link!.trim());
  await expect(phone.getByText('A1-01')).toBeVisible();
  await phone.getByRole('button', { name: '开始执勤' }).click();
  await expect(dialog.getByRole('status')).toContainText('已绑定');
  await dialog.getByRole('button', { name: '关闭' }).last().click();
});

test('plans an operation, which another person approves', async () => {
  const { operator: page } = pages;
  await rail(page, '行动').click();
  await page.getByRole('button', { name: '新建行动' }).click();
  await page.getByLabel('行动名称').fill('锦江机械查封（虚构）');
  await page.getByRole('button', { name: '添加案件' }).click();
  await page.getByLabel('案号').fill('(2026)川0104执99001号');
  await page.getByLabel('被执行人').fill('某机械公司（虚构）');
  await page.getByLabel('执行标的（元）').fill('4860000');
  await page.getByLabel('执行费用（元）').fill('260000');
  await page.getByRole('button', { name: '建立草案' }).click();
  const bench = page.getByRole('region', { name: '锦江机械查封（虚构）' });

  await bench.getByRole('tab', { name: /现场/ }).click();
  await bench.getByRole('tabpanel').getByRole('button', { name: '添加现场' }).click();
  const site = bench.getByRole('form', { name: '添加现场' });
  await site.getByLabel('名称').fill('甲仓库');
  await site.getByLabel('地址').fill('锦江区某路1号');
  await site.getByLabel('经度').fill('104.0838');
  await site.getByLabel('纬度').fill('30.6556');
  await site.getByLabel('现场指挥员').selectOption({ label: 'A1-01 何（虚构）' });
  await site.getByRole('button', { name: '保存' }).click();
  await expect(bench.getByRole('row', { name: /甲仓库/ })).toBeVisible();

  await bench.getByRole('tab', { name: /编组/ }).click();
  await bench.getByRole('tabpanel').getByRole('button', { name: '新建行动组' }).click();
  const team = bench.getByRole('form', { name: '新建行动组' });
  await team.getByLabel('组名').fill('A1');
  for (const { callSign } of UNITS) await team.getByRole('checkbox', { name: new RegExp(callSign) }).check();
  await team.getByRole('button', { name: '保存' }).click();
  await expect(bench.getByRole('row', { name: /A1 执行 甲仓库/ })).toBeVisible();

  await bench.getByRole('tab', { name: /概况/ }).click();
  await bench.getByLabel('风险因素与对策').fill('有推搡记录，已联络属地公安。');
  await bench.getByRole('button', { name: '记录评估' }).click();
  await bench.getByRole('tab', { name: /审批/ }).click();
  await bench.getByRole('tabpanel').getByRole('button', { name: '提交审批' }).click();
  await expect(bench.getByText('等待审批人批准').first()).toBeVisible();

  await at('approver', async (approver) => {
    await rail(approver, '行动').click();
    await approver.getByRole('row', { name: /锦江机械查封/ }).click();
    await approver.getByRole('tab', { name: /审批/ }).click();
    await approver.getByLabel('批准文号').fill('锦法执批〔2026〕001号');
    await approver.getByRole('button', { name: '批准', exact: true }).click();
    await expect(approver.getByRole('tabpanel').getByText(/锦法执批〔2026〕001号/)).toBeVisible();
  });
  await expect(bench.getByText('已批准').first()).toBeVisible();
});

const lead = (page: Page) => page.getByRole('group', { name: '甲仓库' }).first();

test('lets nobody depart while the gate names what is missing', async () => {
  const { operator: page } = pages;
  const bench = page.getByRole('region', { name: '锦江机械查封（虚构）' });
  await bench.getByRole('tab', { name: /进程/ }).click();
  await lead(page).getByRole('button', { name: '集结' }).click();
  await lead(page).getByRole('button', { name: '出发' }).click();
  const gate = page.getByRole('dialog', { name: /出发条件/ });
  await expect(gate.getByRole('row', { name: /R02/ })).toContainText('不满足');
  await expect(gate.getByText('出发条件未满足：R02')).toBeVisible();
  await expect(gate.getByRole('button', { name: /出发$/ }).last()).toBeDisabled();
  await gate.getByRole('button', { name: '取消' }).click();

  await bench.getByRole('tab', { name: /文书/ }).click();
  const document = bench.getByRole('form', { name: '登记文书' });
  await document.getByLabel('文号').fill('（2026）川0104执裁1号');
  await document.getByLabel('签发', { exact: true }).fill('院长');
  await document.getByRole('button', { name: '登记文书' }).click();
  await expect(bench.getByRole('row', { name: /川0104执裁1号/ })).toBeVisible();
  await bench.getByRole('tab', { name: /进程/ }).click();
  await lead(page).getByRole('button', { name: '出发' }).click();
  await gate.getByRole('button', { name: '出发', exact: true }).click();
  await expect(lead(page).getByRole('button', { name: '到场' })).toBeVisible();
});

/** Picks the officer on the board of units, as an operator does. */
const pickUnit = (page: Page) =>
  page.getByRole('grid', { name: '力量' }).getByRole('row', { name: /A1-01/ }).click();

async function order(page: Page, text: string, { hurried = false } = {}): Promise<void> {
  await pickUnit(page);
  await page.keyboard.press('n');
  const composer = page.getByRole('dialog', { name: '新指令' });
  await composer.getByLabel('指令内容').fill(text);
  if (hurried) await composer.getByLabel('签收时限').selectOption({ index: 0 });
  await page.keyboard.press('Control+Enter');
  await expect(composer).toBeHidden();
}
const receiptOf = (page: Page, text: string) =>
  page.getByRole('region', { name: '详情' }).filter({ hasText: text });

test('[F04] dispatches an order and sees every receipt', async () => {
  const { operator: page, phone } = pages;
  await rail(page, '态势').click();
  await order(page, '按预案实施');
  await phone.getByRole('tab', { name: /指令/ }).click();
  const card = phone.getByRole('article', { name: '按预案实施' });
  await card.getByRole('button', { name: '签收' }).click();
  await card.getByRole('button', { name: '开始执行' }).click();
  await expect(receiptOf(page, '按预案实施')).toContainText('执行中');
  await card.getByRole('button', { name: '已完成' }).click();
  await expect(receiptOf(page, '按预案实施')).toContainText('已完成');
});

test('[F34] turns silence into 超时未签收; a sign-off without a link survives a reload and arrives once', async () => {
  const { operator: page, phone } = pages;
  await order(page, '点名并报告位置', { hurried: true });
  await phone.getByRole('tab', { name: /指令/ }).click();
  const card = phone.getByRole('article', { name: '点名并报告位置' });
  await expect(card).toBeVisible();
  // The phone's own word that it came has to be through, or it would wait in the outbox as well.
  await expect(receiptOf(page, '点名并报告位置')).toContainText(/已送达|超时未签收/);
  await expect(phone.getByRole('button', { name: '待发送 0' })).toBeVisible();
  await phone.context().setOffline(true);
  await expect(phone.getByText('已连接')).toBeHidden({ timeout: 30_000 });
  await expect(receiptOf(page, '点名并报告位置')).toContainText('超时未签收', { timeout: 60_000 });
  await card
    .getByRole('button', { name: /签收|到/ })
    .first()
    .click();
  await expect(phone.getByRole('button', { name: '待发送 1' })).toBeVisible();
  await phone.reload();
  await expect(phone.getByRole('button', { name: '待发送 1' })).toBeVisible();
  await phone.context().setOffline(false);
  await expect(phone.getByRole('button', { name: '待发送 0' })).toBeVisible({ timeout: 30_000 });
  await expect(receiptOf(page, '点名并报告位置')).toContainText(/已签收|已完成/);
});

const picture = (page: Page) => page.getByRole('figure', { name: /A1-01/ }).first();

test('[F06] sees the unit, says 断线 when it is gone, and has the picture back by itself', async () => {
  const { operator: page, phone } = pages;
  await pickUnit(page);
  await page.keyboard.press('v');
  const moving = () =>
    picture(page)
      .locator('video')
      .evaluate((video: HTMLVideoElement) => video.videoWidth);
  await expect.poll(moving, { timeout: 30_000 }).toBeGreaterThan(0);
  await expect(picture(page)).toHaveAttribute('data-state', 'live');
  await expect(phone.getByText(/林（虚构）/).first()).toBeVisible();

  const field = phone.url();
  await phone.goto('about:blank'); // the phone's browser is gone
  await expect(picture(page).getByRole('status')).toContainText('断线', { timeout: 30_000 });
  await phone.goto(field);
  await expect(picture(page)).toHaveAttribute('data-state', 'live', { timeout: 45_000 });
});

test('[F06] talks back by press and hold; the phone sees who speaks', async () => {
  const { operator: page, phone } = pages;
  await pickUnit(page);
  await page
    .getByRole('region', { name: '详情' })
    .getByRole('button', { name: /按住对 A1-01/ })
    .hover();
  await page.mouse.down();
  await expect(page.getByText(/正在对 A1-01.*讲话/)).toBeVisible({ timeout: 20_000 });
  await expect(phone.getByText('林（虚构） 正在讲话')).toBeVisible();
  await page.mouse.up();
  await expect(phone.getByText('林（虚构） 正在讲话')).toBeHidden();
});

const advance = async (page: Page, ...steps: string[]) => {
  await rail(page, '行动').click();
  const bench = page.getByRole('region', { name: '锦江机械查封（虚构）' });
  await bench.getByRole('tab', { name: /进程/ }).click();
  for (const step of steps) {
    const key = bench.getByRole('button', { name: step, exact: true });
    const asks = (await key.getAttribute('aria-expanded')) !== null;
    await key.click();
    if (asks) await bench.getByRole('button', { name: `确定${step}` }).click();
    await expect(key).toBeHidden();
  }
};

test('[F08, R63] brings an SOS to every seat concerned, with no click, and keeps it until its disposition', async () => {
  const { operator: page, phone } = pages;
  await advance(page, '到场', '开始实施');
  const supervisor = (pages.supervisor = await desk());
  await signIn(supervisor, SEATS.supervisor.login);
  const key = phone.getByRole('button', { name: '求救' });
  const box = (await key.boundingBox())!;
  await phone.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await phone.mouse.down();
  await expect(phone.getByRole('dialog', { name: '求救' })).toBeVisible();
  await phone.mouse.up();
  for (const seat of [page, supervisor])
    await expect(seat.getByRole('alertdialog', { name: /A1-01/ })).toBeVisible({ timeout: 20_000 });

  const alarm = page.getByRole('alertdialog', { name: /A1-01/ });
  await expect(alarm.getByRole('button', { name: '收到警情栏' })).toBeDisabled(); // nobody has heard it yet
  const live = alarm.getByRole('figure', { name: /A1-01/ }).locator('video');
  await expect
    .poll(() => live.evaluate((video: HTMLVideoElement) => video.videoWidth), { timeout: 30_000 })
    .toBeGreaterThan(0);
  await alarm.getByRole('button', { name: '确认收到' }).click();
  await alarm.getByRole('button', { name: '确认属实' }).click();
  await expect(phone.getByText(/已收到|中心/).first()).toBeVisible();
});

test('[DOMAIN §2.4] refuses the supervisor a direct order to a unit, with the reason', async () => {
  const { supervisor } = pages;
  await expect(supervisor.getByRole('alertdialog', { name: /A1-01/ })).toContainText('您的席位可查看');
  const id = '01936000-0000-7000-8000-0000000000aa';
  const input = {
    commandId: id,
    orderId: id,
    operationId: null,
    unitIds: [id],
    text: '撤回',
    templateId: null,
    priority: 'urgent',
    replyBySeconds: 60,
  };
  const refusal = await supervisor.evaluate(
    async ([url, body]) => {
      const { token } = JSON.parse(sessionStorage.getItem('hengling.console.session') ?? '{}') as {
        token: string;
      };
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
      const reply = await fetch(`${url}/api/order.issue`, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      });
      return (await reply.json()) as { error: { code: string } };
    },
    [hub.consoleUrl, input] as const,
  );
  expect(refusal.error.code).toBe('supervisor_cannot_order_units');
  await supervisor.context().close();
});

test('[F09] the duty chief grades, controls and resolves it; the operation wraps up and closes', async () => {
  await at('duty', async (chief) => {
    const alarm = chief.getByRole('alertdialog', { name: /A1-01/ });
    await chief.getByRole('button', { name: '处置台' }).click(); // it was heard before he came: no sound, but the bar
    await alarm.getByRole('button', { name: '较大', exact: true }).click();
    for (const step of ['开始处置', '已控制']) await alarm.getByRole('button', { name: step }).click();
    await expect(alarm.getByRole('button', { name: '解除' })).toBeVisible();
    await alarm.getByLabel('处置情况').fill('当事人已离开，无人受伤。');
    await alarm.getByRole('button', { name: '解除' }).click();
    await expect(alarm.getByText('已解除').first()).toBeVisible();
    await alarm.getByRole('button', { name: '收到警情栏' }).click();
    await advance(chief, '恢复：实施中', '收尾', '转待总结', '办结');
    await expect(
      chief.getByRole('region', { name: '锦江机械查封（虚构）' }).getByText('办结').first(),
    ).toBeVisible();
  });
});

test('[F31] reports figures that are those of the log', async () => {
  const { operator: page } = pages;
  await rail(page, '报告').click();
  const paper = page.getByRole('article', { name: '执行行动总结报告' }).first();
  await expect(paper).toContainText('锦江机械查封（虚构）');
  const count = (name: string) =>
    paper.locator('dt', { hasText: new RegExp(`^${name}$`) }).locator('xpath=following-sibling::dd');
  const counted = {
    人员: 2,
    现场: 1,
    指令: 2,
    回执: 2,
    已签收: 2,
    按时签收: 1,
    曾超时: 1,
    突发事件: 1,
    误报: 0,
  };
  for (const [name, figure] of Object.entries(counted)) await expect(count(name)).toHaveText(String(figure));
});

test('[F24] the auditor walks the chain and finds it whole', async () => {
  const auditor = await desk();
  await signIn(auditor, 'aud');
  await rail(auditor, '审计').click();
  await auditor.getByRole('button', { name: '验证哈希链' }).click();
  await expect(auditor.getByRole('status').filter({ hasText: '✓' })).toBeVisible({ timeout: 30_000 });
});
