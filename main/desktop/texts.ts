/** The few words that the shell itself shows, before or beside any page. Everything else is in renderer/i18n. */
const TEXTS = {
  zh: {
    product: '衡令 执行指挥调度中心',
    show: '显示指挥台',
    quit: '退出',
    closeQuestion: '关闭指挥台？',
    closeDetail:
      '枢纽在本机运行。退出后现场端、其他席位和录像将断开；保留枢纽则仅关闭窗口，可从托盘再次打开。',
    quitHub: '退出并停止枢纽',
    keepHub: '仅关闭窗口',
    cancel: '取消',
    startFailed: '衡令无法启动',
    hubFailed: '枢纽无法启动，正在继续尝试',
    hubDown: '枢纽已停止',
    hubUp: '枢纽运行中',
  },
  en: {
    product: 'Hengling enforcement command center',
    show: 'Show console',
    quit: 'Quit',
    closeQuestion: 'Close the console?',
    closeDetail:
      'The hub runs on this machine. Quitting cuts off field pages, other seats and recording; keeping it closes only the window, which the tray icon opens again.',
    quitHub: 'Quit and stop the hub',
    keepHub: 'Close the window only',
    cancel: 'Cancel',
    startFailed: 'Hengling cannot start',
    hubFailed: 'The hub does not start; still trying',
    hubDown: 'Hub stopped',
    hubUp: 'Hub running',
  },
} as const;

export type ShellTexts = Record<keyof (typeof TEXTS)['zh'], string>;

/** @param locale BCP 47, as the OS says it. Chinese unless it is plainly another language. */
export function shellTexts(locale: string): ShellTexts {
  return locale === '' || locale.toLowerCase().startsWith('zh') ? TEXTS.zh : TEXTS.en;
}
