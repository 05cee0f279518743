export default function checkNativeModule(packed: {
  electronPlatformName: string;
  arch: number;
  appOutDir: string;
  packager: { getResourcesDir(appOutDir: string): string; projectDir: string };
}): void;
