import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ScenarioFiles, scenarioFiles } from '../../model/exercise-files';

/** Reads the written parts of the scenario from the folder of the reference data. */
export function readScenarioFiles(folder: string): ScenarioFiles {
  return scenarioFiles.parse(
    Object.fromEntries(
      Object.keys(scenarioFiles.shape).map((name) => [
        name,
        JSON.parse(readFileSync(join(folder, 'exercise', `${name}.json`), 'utf8')),
      ]),
    ),
  );
}
