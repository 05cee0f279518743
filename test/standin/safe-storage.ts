import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { app } from './app.ts';

/** `STANDIN_SECRET_BACKEND`: gnome_libsecret (default), basic_text, or none. */
const backend = () => process.env.STANDIN_SECRET_BACKEND ?? 'gnome_libsecret';
const key = () =>
  createHash('sha256')
    .update(`stand-in:${app.getPath('userData')}`)
    .digest();

/** Really encrypts, so that a spec can look for a secret in the file. Only the functions that are not deprecated. */
export const safeStorage = {
  isAsyncEncryptionAvailable: async () => backend() !== 'none',
  getSelectedStorageBackend: backend,
  async encryptStringAsync(text: string): Promise<Buffer> {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key(), nonce);
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([Buffer.from('v11'), nonce, cipher.getAuthTag(), sealed]);
  },
  async decryptStringAsync(sealed: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }> {
    if (sealed.subarray(0, 3).toString() !== 'v11') throw new Error('Error while decrypting the ciphertext');
    const decipher = createDecipheriv('aes-256-gcm', key(), sealed.subarray(3, 15));
    decipher.setAuthTag(sealed.subarray(15, 31));
    const text = Buffer.concat([decipher.update(sealed.subarray(31)), decipher.final()]);
    return { result: text.toString('utf8'), shouldReEncrypt: false };
  },
};
