import { applyScene } from './apply';
import { cancelScene } from './cancel-order';
import { failScene } from './fail-job';
import { finishScene } from './finish-job';
import { invitationScene } from './invitation';
import { issueScene } from './issue-kit';
import { orderScene } from './order';
import { repeatScene } from './repeat-order';
import type { Scene } from './scene';
import { startScene } from './start-job';
import { testScene } from './take-test';
import { withdrawScene } from './withdraw';

const SCENES: readonly Scene[] = [orderScene, repeatScene, cancelScene, startScene, finishScene, failScene, issueScene, invitationScene, applyScene, testScene, withdrawScene];

/** The scene of this name. */
export function sceneOf(name: string): Scene {
  const scene = SCENES.find((known) => known.name === name);
  if (!scene) throw new Error(`no scene ${name}`);
  return scene;
}
