/** Says a thing to whoever sits at the terminal, in Chinese and in English. */
export function say(zh, en) {
  process.stdout.write(`${zh}\n${en}\n`);
}
