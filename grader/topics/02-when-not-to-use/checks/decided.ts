import { type Check, check, finding, holds } from '../../../check/check.ts';
import { type Case, cases } from './cases.ts';

/** One check a scenario: a decision with its reason, each from a closed list. */
export const decided = cases.map(decide) as [Check, ...Check[]];

function decide({ scenario, claim, story, accepts, facts }: Case): Check {
  return check(`decide-${scenario}`, claim, async ({ lab }) => {
    lab.did = `Read what \`decisions\` says about \`${scenario}\`: ${story}`;
    const decisions = await lab.call({ file: 'decisions.ts', export: 'decisions' });
    const { use, because } = Object(Object(decisions)[scenario]);
    if (accepts.some((pair) => pair === `${use}/${because}`)) return holds;
    const defensible = accepts.some((pair) => pair.startsWith(`${use}/`));
    return finding({
      did: lab.did,
      saw: defensible
        ? `\`${use}\` can be defended, but not because of \`${because}\`.`
        : use === undefined
          ? `There is no decision about \`${scenario}\`.`
          : `\`${use}\`, because of \`${because}\`.`,
      why: defensible
        ? `A choice is copied together with its reason, and the wrong reason takes it to places where it does harm. ${facts}`
        : facts,
      read: '#ten-decisions',
    });
  });
}
