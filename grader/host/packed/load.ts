import { isMainThread } from 'node:worker_threads';
import { compile, readPack } from './format.ts';
import { hookRequire } from './hook.ts';

// Run in a host before its program (`node --require`): from then on the SDK comes from the pack in this file's folder.

// The SDK's own worker threads begin with the same words, and stay as the SDK makes them.
if (isMainThread) {
  const { index, bytes } = readPack(__dirname);
  hookRequire({
    find: (key) => index.resolved[key],
    script(file) {
      const place = index.modules[file];
      if (place === undefined) return undefined;
      const [source, compiled, end] = place;
      // Compiled code of another version of V8 is passed over by V8 itself.
      return compile(bytes.toString('latin1', source, compiled), file, bytes.subarray(compiled, end));
    },
  });
}
