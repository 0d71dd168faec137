import { isMap, isScalar, type ParsedNode } from 'yaml';

import type { Scalar } from '../../../shared/errors';
import { nearest } from '../../../shared/nearest';
import { withoutMark } from '../../hypotheses/language/excerpt';
import { located, type Finding, type Problem } from '../../hypotheses/language/problem';
import { readChoice, readEntries, readList, readMap, readNumber, readText, shortened, valueSpan, type Fields, type Slot } from '../../hypotheses/language/shape';
import { readYaml } from '../../hypotheses/language/yaml-file';
import { isPick, ruleOf, stepNames, type ParamRule, type Step, type StepName } from '../engine/steps';
import { STEP_SEVERITY, type StepProblem, type StepReport } from './problem';

/** A pipeline as its file says it: its name and its steps. */
export interface PipelineFile {
  name: string;
  steps: Step[];
}

const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const LONGEST_NAME = 40;
const MOST_STEPS = 50;
const MOST_WORDS = 20;
const LONGEST_WORD = 200;

/**
 * Reads a pipeline's file as a compiler does: steps with every parameter where nothing is wrong, and every problem with its place (M1). The last step, and no
 * other, picks. `called` is the name it must have; a program that is not among `programs` is but warned of. Never throws.
 */
export function readPipeline(source: string, called: string, programs: readonly string[]): { file: PipelineFile | null; problems: Problem[] } {
  const findings: Finding<StepProblem>[] = [];
  const report: StepReport = (code, { start, end }, params = {}) => void findings.push({ code, start, end, params });
  const text = withoutMark(source);
  const root = readYaml(text, report);
  const fields = root && readMap(report, { name: 'file', at: { start: root.range[0], end: root.range[0] + 1 }, node: root }, ['pipeline', 'steps']);
  const name = fields && readName(report, fields, called);
  const steps = fields && readSteps(report, fields.get('steps'), programs);
  const sound = findings.every(({ code }) => STEP_SEVERITY[code] === 'warning');
  return { file: sound && name !== undefined && steps ? { name, steps } : null, problems: located(text, findings, STEP_SEVERITY) };
}

function readName(report: StepReport, fields: Fields, called: string): string | undefined {
  const slot = fields.get('pipeline');
  const name = readText(report, slot, 200);
  if (name === undefined || !slot) return undefined;
  if (!NAME.test(name) || name.length > LONGEST_NAME) return void report('pipeline.name', valueSpan(slot), { name: shortened(name), most: LONGEST_NAME });
  if (name !== called) return void report('pipeline.other', valueSpan(slot), { name, called });
  return name;
}

function readSteps(report: StepReport, slot: Slot | undefined, programs: readonly string[]): Step[] | undefined {
  const items = slot && readList(report, slot, MOST_STEPS, 1);
  if (!slot || !items) return undefined;
  const steps = items.map((item) => readStep(report, item, programs));
  steps.slice(0, -1).forEach((step, at) => {
    const item = items[at];
    if (step && item && isPick(step.step)) report('pick.last', valueSpan(item), { step: step.step });
  });
  const [last, item] = [steps.at(-1), items.at(-1)];
  if (last && item && !isPick(last.step)) report('pick.missing', valueSpan(item), { step: last.step });
  if (!steps.every((step) => step !== undefined)) return undefined;
  if (last && item && (last.step === 'weighted' || last.step === 'best') && !steps.some(isScored)) report('pick.unscored', valueSpan(item), { step: last.step });
  return steps;
}

const isScored = ({ step, params }: Step): boolean => (ruleOf(step).kind === 'score' || step === 'program') && Number(params.weight) > 0;

function readStep(report: StepReport, item: Slot, programs: readonly string[]): Step | undefined {
  if (isScalar(item.node)) {
    const step = stepCalled(report, String(item.node.source ?? ''), item);
    return step && readParams(report, step, { name: step, at: item.at, node: null }, programs);
  }
  if (!isMap<ParsedNode, ParsedNode | null>(item.node)) return void report('step.none', valueSpan(item), { options: stepNames.join(', ') });
  const entries = [...(readEntries(report, item)?.values() ?? [])];
  const [only] = entries;
  if (!only || entries.length !== 1) return void report('step.one', valueSpan(item));
  const step = stepCalled(report, only.name, { ...only, node: null });
  return step && readParams(report, step, { ...only, name: step }, programs);
}

function stepCalled(report: StepReport, name: string, slot: Slot): StepName | undefined {
  const step = stepNames.find((known) => known === name);
  if (step !== undefined) return step;
  const near = nearest(name, stepNames);
  if (near === undefined) report('step.unknown', valueSpan(slot), { step: shortened(name), options: stepNames.join(', ') });
  else report('step.unknown_near', valueSpan(slot), { step: shortened(name), nearest: near });
  return undefined;
}

function readParams(report: StepReport, step: StepName, slot: Slot, programs: readonly string[]): Step | undefined {
  const rules = Object.entries(ruleOf(step).params);
  const isBare = slot.node === null || (isScalar(slot.node) && slot.node.value === null);
  const needed = rules.filter(([, rule]) => !('preset' in rule)).map(([name]) => name);
  if (rules.length === 0 && !isBare) return void report('step.params', valueSpan(slot), { step });
  if (isBare && needed.length > 0) return void report('key.missing', slot.at, { key: needed.join(', '), name: step });
  const fields = isBare ? new Map<string, Slot>() : readMap(report, slot, needed, [...rules.map(([name]) => name).filter((name) => !needed.includes(name)), ...(step === 'program' ? ['with'] : [])]);
  if (!fields) return undefined;
  const params = rules.map(([name, rule]) => [name, readParam(report, rule, fields.get(name))] as const);
  const words = fields.get('with');
  const told = words && readWords(report, words);
  if (step === 'program') checkProgram(report, fields.get('run'), programs);
  if (params.some(([, value]) => value === undefined) || (words && !told)) return undefined;
  return { step, params: Object.fromEntries(params) as Step['params'], ...(told ? { with: told } : {}) };
}

function readParam(report: StepReport, rule: ParamRule, slot: Slot | undefined): Scalar | undefined {
  if (!slot) return 'preset' in rule ? rule.preset : undefined;
  switch (rule.kind) {
    case 'number':
      return readNumber(report, slot, rule.min, rule.max, rule.whole ? 'whole' : 'any');
    case 'text':
      return readText(report, slot, rule.most);
    default:
      return readChoice(report, slot, rule.options);
  }
}

/** What a program is told in its own words: whatever they mean, they are texts, numbers or yes and no. */
function readWords(report: StepReport, slot: Slot): Record<string, Scalar> | undefined {
  const entries = readEntries(report, slot);
  if (!entries) return undefined;
  if (entries.size > MOST_WORDS) return void report('list.length', slot.at, { name: slot.name, least: 0, most: MOST_WORDS });
  const words = [...entries].map(([name, word]) => [name, readWord(report, name, word)] as const);
  return words.every(([, value]) => value !== undefined) ? (Object.fromEntries(words) as Record<string, Scalar>) : undefined;
}

function readWord(report: StepReport, name: string, slot: Slot): Scalar | undefined {
  const value = isScalar(slot.node) ? slot.node.value : undefined;
  if (typeof value === 'number' || typeof value === 'boolean' || (typeof value === 'string' && value.length <= LONGEST_WORD)) return value;
  return void report('step.scalar', valueSpan(slot), { name: shortened(name), most: LONGEST_WORD });
}

function checkProgram(report: StepReport, slot: Slot | undefined, programs: readonly string[]): void {
  const name = slot && isScalar(slot.node) && typeof slot.node.value === 'string' ? slot.node.value : undefined;
  if (!slot || name === undefined || programs.includes(name)) return;
  const near = nearest(name, programs);
  if (near === undefined) report('program.unknown', valueSpan(slot), { program: shortened(name) });
  else report('program.unknown_near', valueSpan(slot), { program: shortened(name), nearest: near });
}
