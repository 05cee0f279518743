import { expect, it } from 'vitest';
import type { ErrorCode } from '#contracts/errors.ts';
import {
  emptyAdmin,
  findCourts,
  isComplete,
  problemsOf,
} from '#renderer/console/features/start/found-court.ts';
import { signInRefusal } from '#renderer/console/features/start/sign-in-refusal.ts';
import { createConsoleI18n } from '#renderer/console/i18n.ts';
import type { Text } from '#renderer/console/use-text.ts';
import { NOW_MS } from '#support/build.ts';

const admin = (login: string, part = {}) => ({
  login,
  name: '孙',
  password: 'long enough 1',
  again: 'long enough 1',
  ...part,
});
const three = { system_admin: admin('sys'), security_admin: admin('sec'), auditor: admin('aud') };
const court = (code: string, name: string, level: 'basic' | 'intermediate' | 'high', province = '四川') => ({
  code,
  name,
  level,
  parent: null,
  province,
  lng: 0,
  lat: 0,
});
const courts = [
  court('51', '四川省高级人民法院', 'high'),
  court('510104', '成都市锦江区人民法院', 'basic'),
  court('5101', '成都市中级人民法院', 'intermediate'),
  court('500107', '重庆市九龙坡区人民法院', 'basic', '重庆'),
];
const names = (filter: string) => findCourts(courts, filter).map((one) => one.name);

it('takes three complete accounts of three different names', () => {
  expect(isComplete(three)).toBe(true);
  expect(isComplete({ ...three, auditor: admin('SYS') })).toBe(false);
  expect(isComplete({ ...three, auditor: admin('aud', { again: 'other' }) })).toBe(false);
  expect(isComplete({ ...three, auditor: admin('aud', { name: '  ' }) })).toBe(false);
  expect(isComplete({ ...three, auditor: emptyAdmin() })).toBe(false);
});

it('names each mistake where it is, and none where nothing was written yet', () => {
  expect(problemsOf('auditor', { ...three, auditor: emptyAdmin() })).toEqual({});
  expect(problemsOf('auditor', { ...three, auditor: admin('审计') })).toEqual({ login: 'login_bad' });
  expect(problemsOf('auditor', { ...three, auditor: admin('Sys') })).toEqual({ login: 'login_twice' });
  expect(
    problemsOf('auditor', { ...three, auditor: admin('aud', { password: 'short', again: 'shor' }) }),
  ).toEqual({ password: 'password_short', again: 'password_differs' });
});

it('finds courts by part of the name, by code and by province, basic courts first', () => {
  expect(names('锦江')).toEqual(['成都市锦江区人民法院']);
  expect(names('成都 基层')).toEqual([]);
  expect(names('5101')).toEqual(['成都市锦江区人民法院', '成都市中级人民法院']);
  expect(names('重庆')).toEqual(['重庆市九龙坡区人民法院']);
  expect(names('')).toHaveLength(4);
});

it('gives a clear answer to each reason for which one may not sign in', () => {
  const t = createConsoleI18n('zh-CN').t as unknown as Text;
  const say = (code: ErrorCode, params?: Record<string, string>) =>
    signInRefusal(t, params ? { code, params } : { code }, NOW_MS);
  expect(say('account_locked', { until: '2026-11-24T01:33:41.000Z' })).toContain('09:33:41');
  const texts = (
    [
      'wrong_password',
      'account_locked',
      'account_disabled',
      'account_not_active',
      'session_expired',
      'link_down',
    ] as const
  ).map((code) => say(code));
  expect(new Set(texts).size).toBe(texts.length);
  expect(texts.filter((text) => /[a-z_]{5}/.test(text))).toEqual([]);
});
