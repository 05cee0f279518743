import type { UnitKind, UnitProfile } from '#contracts/unit.ts';

/** A profile as typed; fields that do not belong to the kind are kept, but not sent. */
export type ProfileForm = {
  kind: UnitKind;
  callSign: string;
  name: string;
  sex: 'female' | 'male' | '';
  certificate: string;
  policeNumber: string;
  plate: string;
  camera: string;
  skills: string;
};

export const emptyProfile: ProfileForm = {
  kind: 'officer',
  callSign: '',
  name: '',
  sex: '',
  certificate: '',
  policeNumber: '',
  plate: '',
  camera: '',
  skills: '',
};

export const profileFormOf = (profile: UnitProfile): ProfileForm => ({
  kind: profile.kind,
  callSign: profile.callSign,
  name: profile.name,
  sex: profile.sex ?? '',
  certificate: profile.enforcementIdUntil ?? '',
  policeNumber: profile.policeNumber,
  plate: profile.plate,
  camera: profile.cameraLabel,
  skills: profile.skills.join('，'),
});

/** Commas of both widths, the enumeration comma and line ends part the skills; each once. */
const skillsIn = (typed: string): string[] => [
  ...new Set(
    typed
      .split(/[,，、;；\n]/)
      .map((skill) => skill.trim())
      .filter((skill) => skill !== ''),
  ),
];

export type ProfileProblems = Partial<
  Record<'callSign' | 'name' | 'skills', 'call_sign_required' | 'name_required' | 'skills_wrong'>
>;

export function profileProblems(form: ProfileForm): ProfileProblems {
  const skills = skillsIn(form.skills);
  return {
    ...(form.callSign.trim() === '' ? { callSign: 'call_sign_required' as const } : {}),
    ...(form.name.trim() === '' ? { name: 'name_required' as const } : {}),
    ...(skills.length > 12 || skills.some((skill) => skill.length > 20)
      ? { skills: 'skills_wrong' as const }
      : {}),
  };
}

export const isPersonKind = (kind: UnitKind): boolean => kind !== 'vehicle';

/** What the command wants. Call it on a form without problems only. */
export function profileOf(form: ProfileForm): UnitProfile {
  const person = isPersonKind(form.kind);
  return {
    kind: form.kind,
    callSign: form.callSign.trim(),
    name: form.name.trim(),
    sex: person && form.sex !== '' ? form.sex : null,
    enforcementIdUntil: form.kind === 'officer' && form.certificate !== '' ? form.certificate : null,
    policeNumber: form.kind === 'bailiff' ? form.policeNumber.trim() : '',
    plate: person ? '' : form.plate.trim(),
    cameraLabel: person ? form.camera.trim() : '',
    skills: person ? skillsIn(form.skills) : [],
  };
}
