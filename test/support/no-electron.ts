throw new Error(
  'This module runs only inside Electron; keep it out of what the hub and the unit tests import.',
);
