import { setTimeout as sleep } from 'node:timers/promises';
import { peakMemoryOfChildren } from '../lib/processMemory.mjs';
import { spread } from '../lib/spread.mjs';
import { takeTurns } from '../lib/takeTurns.mjs';

const tasks = 50;
const most = 50;
/** What the engine lets a child hold by default: 512 MB of heap and 768 MB beside it, beyond which it is killed. */
const childCapMb = 1280;

/** Memory of a backend after 50 tasks of 100 files, ours rendered and verified; backends with and without our module take turns. */
export async function memory(bench) {
  await bench.closePortal();
  const values = await bench.skeleton({ count: 100, language: 'py' });
  const after = (withWaymark, template) => async () => {
    const portal = await bench.startPortal({ withWaymark });
    try {
      await portal.untilTemplates();
      for (let task = 0; task < tasks; task += 1) await portal.runTask(template, values);
      await portal.probe('gc');
      await sleep(1000);
      const { rssMb, heapMb } = await portal.probe('gc');
      return { rssMb, heapMb, children: peakMemoryOfChildren(portal.pid) };
    } finally {
      await portal.stop();
    }
  };
  const { theirs, ours, others } = await takeTurns({ rounds: 3, warmUp: false, theirs: after(false, 'stock-render'), ours: after(true, 'waymark-render-and-verify') });
  const row = (work, figure, beside) => {
    const differences = ours.map((run, index) => run[figure] - theirs[index][figure]);
    return {
      work,
      against: 'a backend without our module after 50 × `fetch:template`',
      unit: 'MB',
      theirs: theirs.map(run => run[figure]),
      ours: ours.map(run => run[figure]),
      ratios: differences,
      target: `+ ${most} MB at most`,
      isMet: spread(differences).median <= most,
      others,
      beside,
    };
  };
  const peaks = ours.flatMap(run => run.children);
  return [
    row(`memory (RSS) of the backend after ${tasks} tasks of 100 files`, 'rssMb', 'after garbage collection; the ratio column is the difference in MB. RSS keeps what the allocator did not give back'),
    row('… its heap', 'heapMb', 'ours rendered and verified'),
    {
      work: 'memory (peak RSS) of a child in that time',
      against: 'its cap',
      unit: 'MB',
      theirs: [childCapMb],
      ours: peaks,
      ratios: peaks.map(peak => peak / childCapMb),
      target: 'below its cap',
      isMet: Math.max(...peaks) <= childCapMb,
      others,
      beside: `512 MB of heap and 768 MB beside it, in development mode, with the compiler of our TypeScript; ${spread(ours.map(run => run.children.length)).max} children`,
    },
  ];
}
