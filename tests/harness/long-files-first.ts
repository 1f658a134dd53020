import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Begun last, one of these would run on alone while the other cores have nothing left to do. */
const long = ['chaos', 'durability', 'outside', 'launch', 'carrier-reader', 'recovery', 'platform', 'worker-upgrade', 'studio', 'screens', 'account', 'review', 'daily', 'journey', 'documents'];

export class LongFilesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = long.findIndex((name) => moduleId.includes(`/${name}.`));
      return at === -1 ? long.length : at;
    };
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}
