import { applyScene } from './apply';
import { assignScene } from './assign-order';
import { awayScene } from './away';
import { cancelScene } from './cancel-order';
import { cannotScene } from './cannot-come';
import { complainScene } from './complain';
import { directionsScene } from './directions';
import { failScene } from './fail-job';
import { finishScene } from './finish-job';
import { invitationScene } from './invitation';
import { issueScene } from './issue-kit';
import { moveScene } from './move-order';
import { orderScene } from './order';
import { receiveScene } from './receive-stock';
import { repeatScene } from './repeat-order';
import { returnScene } from './return-kit';
import { reviewScene } from './close-review';
import type { Scene } from './scene';
import { staffCancelScene, staffFailScene } from './staff-order';
import { startScene } from './start-job';
import { unissueScene } from './take-back-kit';
import { staffUnstartScene } from './take-back-start';
import { testScene } from './take-test';
import { withdrawScene } from './withdraw';

const SCENES: readonly Scene[] = [orderScene, repeatScene, moveScene, directionsScene, cancelScene, complainScene, startScene, finishScene, failScene, cannotScene, awayScene, issueScene, unissueScene, returnScene, receiveScene, reviewScene, assignScene, staffCancelScene, staffFailScene, staffUnstartScene, invitationScene, applyScene, testScene, withdrawScene];

/** The scene of this name. */
export function sceneOf(name: string): Scene {
  const scene = SCENES.find((known) => known.name === name);
  if (!scene) throw new Error(`no scene ${name}`);
  return scene;
}
