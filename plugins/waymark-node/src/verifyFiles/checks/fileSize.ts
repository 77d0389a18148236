import type { Check } from '../check';

const mebibyte = 1024 * 1024;
const warnAbove = mebibyte;
const refuseAbove = 5 * mebibyte;

export const fileSize: Check = {
  name: 'file-size',
  title: 'No file is over 5 MiB, and few are over 1 MiB',
  select: tree => tree.files,
  run: files =>
    files.flatMap(file => {
      const bytes = Buffer.byteLength(file.content, file.encoding);
      if (bytes <= warnAbove) return [];
      return [
        {
          severity: bytes > refuseAbove ? 'error' : 'warning',
          file: file.path,
          what: `The file has ${(bytes / mebibyte).toFixed(1)} MiB.`,
          mend: `Leave it out of the layer and let the build fetch it, or make it smaller.`,
        },
      ];
    }),
};

