/** A site's name among all: its operation and itself. */
export const siteKey = (operationId: string, siteId: string): string => `${operationId}/${siteId}`;

export const splitSiteKey = (key: string): { operationId: string; siteId: string } => {
  const [operationId = '', siteId = ''] = key.split('/');
  return { operationId, siteId };
};
